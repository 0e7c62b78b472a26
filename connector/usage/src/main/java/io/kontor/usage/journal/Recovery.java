package io.kontor.usage.journal;

import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads a journal from its first byte, cuts a torn tail off if told so and tells where to go on (JNL-5). */
final class Recovery {

    /** What is done about bytes behind the last whole batch. */
    enum Tail {
        CUT,
        KEEP
    }

    private static final long MAX_SEGMENT_BYTES = 1L << 30;

    private final JournalFiles files;
    private final RecordVisitor visitor;
    private final MerkleHasher hasher;
    private final Tail tail;
    private final Chain chain;
    private final List<SegmentFile> segments = new ArrayList<>();
    private long nextBatch = 1;
    private int end = SegmentHeader.BYTES;
    private boolean torn;

    Recovery(JournalFiles files, HashFunction hash, Tail tail, RecordVisitor visitor) {
        this.files = files;
        this.hasher = new MerkleHasher(hash);
        this.chain = new Chain(hash, new byte[Chain.BYTES]);
        this.tail = tail;
        this.visitor = visitor;
    }

    /** Chain of the last whole batch. */
    Chain chain() {
        return chain;
    }

    /** Whether bytes stood behind the last whole batch. */
    boolean torn() {
        return torn;
    }

    /** Segments in order; the last one is written on. */
    List<SegmentFile> segments() {
        return List.copyOf(segments);
    }

    /** Closes what was opened, for a reader. */
    void closeAll() {
        for (SegmentFile segment : segments) {
            try {
                segment.file().close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close segment " + segment.number(), e);
            }
        }
    }

    long nextBatch() {
        return nextBatch;
    }

    /** Where the next batch goes in the last segment. */
    int end() {
        return end;
    }

    void run() throws IOException {
        List<Long> numbers = files.segments();
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            if (number != i + 1L) {
                throw damaged(i + 1L, 0, "the segment is missing");
            }
            boolean last = i + 1 == numbers.size();
            JournalFile file = files.open(number);
            ByteBuffer bytes = content(number, file);
            Optional<SegmentHeader> header = SegmentHeader.decode(bytes);
            if (header.isEmpty() && last && nothingIn(bytes)) {
                file.close();
                dropUnused(number);
                return;
            }
            requireContinuous(number, header);
            segments.add(new SegmentFile(number, file));
            scan(number, bytes);
            if (!last && remains(bytes, end)) {
                throw damaged(number, end, "bytes stand behind its last batch and a later segment exists");
            }
            if (last) {
                cutTail(number, file, bytes);
                settle(file, bytes);
            }
        }
    }

    /** A segment that was being made when the power went. */
    private void dropUnused(long number) throws IOException {
        torn = true;
        if (tail == Tail.CUT) {
            files.remove(number);
        }
    }

    private void requireContinuous(long number, Optional<SegmentHeader> header) {
        if (header.isEmpty()) {
            throw damaged(number, 0, "its header does not verify");
        }
        if (header.get().segment() != number || header.get().firstBatch() != nextBatch) {
            throw damaged(
                    number,
                    0,
                    "its header names segment " + header.get().segment() + " and batch "
                            + header.get().firstBatch() + ", expected " + number + " and " + nextBatch);
        }
        if (!Arrays.equals(header.get().chain(), chain.value())) {
            throw damaged(
                    number,
                    0,
                    "its header names chain " + hex(header.get().chain()) + ", the segment before ends with "
                            + hex(chain.value()));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void scan(long number, ByteBuffer bytes) {
        end = SegmentHeader.BYTES;
        while (valid(bytes, end) && bytes.getLong(end + 12) == nextBatch) {
            int batchEnd = end + Batch.HEADER + bytes.getInt(end + 4);
            requireChained(number, bytes, batchEnd);
            int at = end + Batch.HEADER;
            while (at < batchEnd) {
                byte[] payload = payload(number, bytes, at, batchEnd);
                visitor.visit(
                        bytes.get(at), payload, new RecordPosition(number, at + Batch.RECORD_HEADER, payload.length));
                at += Batch.RECORD_HEADER + payload.length;
            }
            end = batchEnd;
            nextBatch++;
        }
    }

    /** The chain shows that no whole batch was exchanged, which its checksum does not. */
    private void requireChained(long number, ByteBuffer bytes, int batchEnd) {
        chain.begin();
        for (int at = end + Batch.HEADER; at < batchEnd; ) {
            byte[] payload = payload(number, bytes, at, batchEnd);
            chain.add(bytes.get(at), hasher.leaf(payload));
            at += Batch.RECORD_HEADER + payload.length;
        }
        byte[] named = new byte[Chain.BYTES];
        bytes.get(end + Batch.CHAIN, named);
        byte[] found = chain.advance(nextBatch);
        if (!Arrays.equals(named, found)) {
            throw damaged(
                    number,
                    end,
                    "batch " + nextBatch + " names chain " + hex(named) + ", its content gives " + hex(found));
        }
    }

    private byte[] payload(long number, ByteBuffer bytes, int at, int batchEnd) {
        int length = at + Batch.RECORD_HEADER <= batchEnd ? bytes.getInt(at + 1) : -1;
        if (length < 0 || length > batchEnd - at - Batch.RECORD_HEADER) {
            throw damaged(number, at, "a record of " + length + " bytes does not fit into its batch");
        }
        byte[] payload = new byte[length];
        bytes.get(at + Batch.RECORD_HEADER, payload);
        return payload;
    }

    /** A batch is written only after the one before it is on the disk: a whole batch behind a broken one is no torn tail. */
    private void cutTail(long number, JournalFile file, ByteBuffer bytes) throws IOException {
        if (!remains(bytes, end)) {
            return;
        }
        for (int at = end + 1; at + Batch.HEADER <= bytes.limit(); at++) {
            if (bytes.getInt(at) == Batch.MAGIC && valid(bytes, at) && bytes.getLong(at + 12) > nextBatch) {
                throw damaged(
                        number, end, "it does not verify, but batch " + bytes.getLong(at + 12) + " behind it does");
            }
        }
        torn = true;
        if (tail == Tail.CUT) {
            file.write(ByteBuffer.allocate(bytes.limit() - end), end);
        }
    }

    /**
     * What the process before wrote last may stand in the machine's cache only, and after a failed sync the machine takes it for clean: it
     * is written and synced again before anything builds on it.
     */
    private void settle(JournalFile file, ByteBuffer bytes) throws IOException {
        if (tail == Tail.CUT) {
            file.write(bytes.duplicate().position(0).limit(end), 0);
            file.force();
        }
    }

    private static boolean valid(ByteBuffer bytes, int at) {
        if (at + Batch.HEADER > bytes.limit() || bytes.getInt(at) != Batch.MAGIC) {
            return false;
        }
        int length = bytes.getInt(at + 4);
        if (length < 0 || length > Batch.MAX_BYTES || at + Batch.HEADER + length > bytes.limit()) {
            return false;
        }
        return bytes.getInt(at + 8) == Batch.checksum(bytes, at, at + Batch.HEADER + length);
    }

    private static boolean nothingIn(ByteBuffer bytes) {
        for (int at = SegmentHeader.BYTES; at + Batch.HEADER <= bytes.limit(); at++) {
            if (bytes.getInt(at) == Batch.MAGIC && valid(bytes, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean remains(ByteBuffer bytes, int from) {
        for (int at = from; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return true;
            }
        }
        return false;
    }

    private ByteBuffer content(long number, JournalFile file) throws IOException {
        if (file.size() > MAX_SEGMENT_BYTES) {
            throw damaged(number, 0, "it has " + file.size() + " bytes, at most " + MAX_SEGMENT_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(bytes, 0);
        return bytes.flip();
    }

    private JournalDamagedException damaged(long segment, int offset, String reason) {
        return new JournalDamagedException(
                "Cannot open journal " + files.name() + ": segment " + segment + " at byte " + offset + ": " + reason,
                null);
    }
}
