package io.kontor.simulation.world;

import io.kontor.usage.journal.JournalFile;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.keys.KeyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A disk as one process uses it; nothing reaches it once the process has ended. */
public final class Mount implements JournalFiles, KeyFiles {

    private final VirtualDisk disk;
    private final Life life;

    Mount(VirtualDisk disk, Life life) {
        this.disk = disk;
        this.life = life;
    }

    @Override
    public String name() {
        return life.name();
    }

    @Override
    public String bootId() {
        return "boot-" + disk.boot();
    }

    @Override
    public List<Long> segments() throws IOException {
        requireAlive();
        return List.copyOf(disk.segments().keySet());
    }

    @Override
    public JournalFile open(long segment) throws IOException {
        requireAlive();
        Segment found = disk.segments().get(segment);
        if (found == null) {
            throw new IOException("No such file: " + segment);
        }
        return new File(found);
    }

    @Override
    public JournalFile create(long segment, int bytes) throws IOException {
        operate();
        if (disk.full()) {
            throw new IOException("No space left on device");
        }
        Segment made = new Segment(bytes);
        disk.segments().put(segment, made);
        return new File(made);
    }

    @Override
    public void remove(long segment) throws IOException {
        operate();
        disk.segments().remove(segment);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        requireAlive();
        return Optional.ofNullable(disk.keys().get(name)).map(byte[]::clone);
    }

    @Override
    public void replace(String name, byte[] bytes) throws IOException {
        operate();
        if (disk.full()) {
            throw new IOException("No space left on device");
        }
        disk.keys().put(name, bytes.clone());
    }

    @Override
    public void destroy(String name) throws IOException {
        operate();
        disk.keys().remove(name);
    }

    @Override
    public void close() {
        // A machine has one process at a time: there is no lock to give up.
    }

    @Override
    public String toString() {
        return "the disk of " + life.name();
    }

    private void requireAlive() throws IOException {
        if (!life.alive()) {
            throw new IOException("The process has ended");
        }
    }

    private void operate() throws IOException {
        requireAlive();
        if (disk.burnt()) {
            disk.blast();
            throw new IOException("The process has ended");
        }
    }

    private final class File implements JournalFile {

        private final Segment segment;

        File(Segment segment) {
            this.segment = segment;
        }

        @Override
        public long size() {
            return segment.size();
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            requireAlive();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            if (position + copy.length > segment.capacity()) {
                throw new IOException("Write behind the end of the segment");
            }
            if (disk.burnt()) {
                segment.write(java.util.Arrays.copyOf(copy, copy.length / 2), Math.toIntExact(position));
                disk.blast();
                throw new IOException("The process has ended");
            }
            segment.write(copy, Math.toIntExact(position));
        }

        @Override
        public void read(ByteBuffer into, long position) {
            into.put(segment.read(Math.toIntExact(position), into.remaining()));
        }

        @Override
        public void force() throws IOException {
            operate();
            if (disk.failsNow()) {
                segment.failSync();
                if (!disk.hides()) {
                    throw new IOException("Input/output error");
                }
            } else if (!disk.forgets()) {
                segment.sync();
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
