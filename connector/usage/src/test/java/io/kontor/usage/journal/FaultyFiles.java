package io.kontor.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A disk in memory that knows what was synced, can lose what was not, fill up, or fail. */
public final class FaultyFiles implements JournalFiles {

    /** What has gone wrong with the disk. */
    public enum Fault {
        NONE,
        FORCE_FAILS,
        DISK_FULL,
        /** Only a retired segment finds no room. */
        RETIREMENT_FULL
    }

    private final Map<Long, Segment> segments = new TreeMap<>();
    private final Map<Long, Segment> retired = new TreeMap<>();
    private Optional<Consumer<FaultyFiles>> witness = Optional.empty();
    private volatile Fault fault = Fault.NONE;
    private int forces;
    private volatile String bootId = "boot-1";

    /** A folder with one segment of these bytes. */
    static FaultyFiles holding(byte[] content) {
        FaultyFiles files = new FaultyFiles();
        files.segments.put(1L, new Segment(files, content));
        return files;
    }

    /** Bytes of a segment as written. */
    synchronized byte[] content(long segment) {
        return segment(segment).written.clone();
    }

    /** Changes how the disk behaves. */
    public void set(Fault other) {
        fault = other;
    }

    /** The operating system starts again. */
    public FaultyFiles rebooted(String newBootId) {
        bootId = newBootId;
        return this;
    }

    @Override
    public String bootId() {
        return bootId;
    }

    /** Exchanges whole bytes, keeping checksums right. */
    public synchronized void overwrite(long segment, int offset, byte[] bytes) {
        Segment file = segment(segment);
        System.arraycopy(bytes, 0, file.written, offset, bytes.length);
        System.arraycopy(bytes, 0, file.synced, offset, bytes.length);
    }

    /** Some bytes. */
    public synchronized byte[] bytes(long segment, int offset, int length) {
        return Arrays.copyOfRange(segment(segment).written, offset, offset + length);
    }

    /** Syncs so far. */
    public synchronized int forces() {
        return forces;
    }

    /** What a new process finds after a power loss right now: only what was synced. */
    public synchronized FaultyFiles afterPowerLoss() {
        FaultyFiles copy = new FaultyFiles();
        segments.forEach((number, segment) -> copy.segments.put(number, new Segment(copy, segment.synced.clone())));
        retired.forEach((number, segment) -> copy.retired.put(number, new Segment(copy, segment.synced.clone())));
        return copy;
    }

    /** What a new process finds when the process was killed: everything written, and of it on the disk what was synced. */
    public synchronized FaultyFiles afterKill() {
        FaultyFiles copy = new FaultyFiles();
        segments.forEach((number, segment) -> {
            Segment left = new Segment(copy, segment.written.clone());
            System.arraycopy(segment.synced, 0, left.synced, 0, segment.synced.length);
            copy.segments.put(number, left);
        });
        retired.forEach((number, segment) -> copy.retired.put(number, new Segment(copy, segment.written.clone())));
        return copy;
    }

    /** Changes one byte. */
    public synchronized void corrupt(long segment, int offset) {
        Segment file = segment(segment);
        file.written[offset] ^= 0x5A;
        file.synced[offset] ^= 0x5A;
    }

    /** Cuts a segment. */
    public synchronized void truncate(long segment, int length) {
        Segment file = segment(segment);
        byte[] rest = Arrays.copyOf(file.written, length);
        segments.put(segment, new Segment(this, rest));
    }

    private Segment segment(long number) {
        Segment file = segments.get(number);
        if (file == null) {
            throw new IllegalArgumentException("no segment " + number);
        }
        return file;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized List<Long> segments() {
        return new ArrayList<>(segments.keySet());
    }

    @Override
    public synchronized JournalFile open(long segment) {
        return segment(segment);
    }

    @Override
    public synchronized JournalFile create(long segment, int bytes) throws IOException {
        if (fault == Fault.DISK_FULL) {
            throw new IOException("No space left on device");
        }
        Segment file = new Segment(this, new byte[bytes]);
        segments.put(segment, file);
        return file;
    }

    @Override
    public synchronized void remove(long segment) {
        segments.remove(segment);
        instant();
    }

    @Override
    public synchronized List<Long> retired() {
        return new ArrayList<>(retired.keySet());
    }

    @Override
    public synchronized JournalFile openRetired(long segment) throws IOException {
        Segment file = retired.get(segment);
        if (file == null) {
            throw new IOException("no retired segment " + segment);
        }
        return file;
    }

    @Override
    public synchronized void writeRetired(long segment, ByteBuffer bytes) throws IOException {
        instant();
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        for (int torn : new int[] {0, 1, SegmentHeader.BYTES, content.length / 2, content.length - 1}) {
            retired.put(segment, new Segment(this, Arrays.copyOf(content, torn)));
            instant();
            // The length came to the disk, the end of the content did not.
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(content, torn), content.length);
            retired.put(segment, new Segment(this, zeros));
            instant();
            if (fault == Fault.RETIREMENT_FULL) {
                throw new IOException("No space left on device");
            }
        }
        retired.put(segment, new Segment(this, content));
        instant();
    }

    @Override
    public synchronized void removeRetired(long segment) {
        retired.remove(segment);
    }

    private void instant() {
        witness.ifPresent(looks -> looks.accept(afterPowerLoss()));
    }

    /** Shows what a power loss would leave at each instant of the retirements from now on. */
    public synchronized void atEachInstant(Consumer<FaultyFiles> looks) {
        witness = Optional.of(looks);
    }

    /** Length of a retired segment's file. */
    public synchronized int retiredLength(long segment) {
        return Objects.requireNonNull(retired.get(segment)).written.length;
    }

    /** Changes one byte of a retired segment's file. */
    public synchronized void corruptRetired(long segment, int offset) {
        Objects.requireNonNull(retired.get(segment)).written[offset] ^= 0x5A;
    }

    @Override
    public void close() {}

    private static final class Segment implements JournalFile {

        private final FaultyFiles disk;
        private final byte[] written;
        private final byte[] synced;
        private boolean resting;

        Segment(FaultyFiles disk, byte[] content) {
            this.disk = disk;
            this.written = content;
            this.synced = content.clone();
        }

        @Override
        public long size() {
            return written.length;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (disk) {
                if (position + bytes.remaining() > written.length) {
                    throw new IOException("write behind the preallocated end");
                }
                if (resting) {
                    throw new IOException("write to a segment at rest");
                }
                bytes.get(written, Math.toIntExact(position), bytes.remaining());
            }
        }

        @Override
        public void rest() throws IOException {
            synchronized (disk) {
                if (!Arrays.equals(written, synced)) {
                    throw new IOException("rest of a segment that is not on the disk");
                }
                resting = true;
            }
        }

        @Override
        public void read(ByteBuffer into, long position) {
            synchronized (disk) {
                int from = Math.toIntExact(position);
                into.put(written, from, Math.min(into.remaining(), written.length - from));
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (disk) {
                if (disk.fault == Fault.FORCE_FAILS) {
                    throw new IOException("Input/output error");
                }
                disk.forces++;
                System.arraycopy(written, 0, synced, 0, written.length);
            }
        }

        @Override
        public void close() {}
    }
}
