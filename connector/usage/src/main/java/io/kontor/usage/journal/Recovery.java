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
import java.util.OptionalLong;

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
    private final Durability durability;
    private final Chain chain;
    private final List<SegmentFile> segments = new ArrayList<>();
    private final HashFunction hash;
    private long retired;
    private long nextBatch = 1;
    private int end = SegmentHeader.BYTES;
    private boolean torn;

    Recovery(JournalFiles files, HashFunction hash, Tail tail, RecordVisitor visitor) {
        this(files, hash, tail, Durability.DISK, visitor);
    }

    Recovery(JournalFiles files, HashFunction hash, Tail tail, Durability durability, RecordVisitor visitor) {
        this.files = files;
        this.hash = hash;
        this.durability = durability;
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

    /** Number of retired segments. */
    long retired() {
        return retired;
    }

    /** Segments that are not retired, in order; the last one is written on. */
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
        List<Long> numbers = new ArrayList<>(files.segments());
        dropUnused(numbers);
        readRetired(numbers);
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            requireNumber(retired + i + 1L, number);
            boolean last = i + 1 == numbers.size();
            JournalFile file = files.open(number);
            ByteBuffer bytes = content(number, file);
            SegmentHeader.decode(bytes, SegmentHeader.Form.WHOLE)
                    .orElseThrow(() -> damaged(number, 0, "its header does not verify"))
                    .requireContinues(files.name(), number, nextBatch, chain.value());
            segments.add(new SegmentFile(number, file));
            scan(number, bytes);
            if (!last && remains(bytes, end)) {
                throw damaged(number, end, "bytes stand behind its last batch and a later segment exists");
            }
            if (last) {
                cutTail(number, file, bytes);
                settle(file, bytes);
            } else {
                file.rest();
            }
        }
    }

    /** Retired segments come first. One whose segment is still there was not finished: the segment counts (JNL-17). */
    private void readRetired(List<Long> whole) throws IOException {
        RetiredSegment reader = new RetiredSegment(files.name(), hash, chain, visitor);
        for (long number : files.retired()) {
            if (whole.contains(number)) {
                if (tail == Tail.CUT) {
                    files.removeRetired(number);
                }
                continue;
            }
            requireNumber(retired + 1, number);
            try (JournalFile file = files.openRetired(number)) {
                nextBatch = reader.read(number, content(number, file), nextBatch);
            }
            retired = number;
        }
        if (retired > 0 && whole.isEmpty()) {
            throw damaged(retired + 1, 0, "the segment is missing");
        }
    }

    private void requireNumber(long expected, long found) {
        if (found != expected) {
            throw damaged(expected, 0, "the segment is missing");
        }
    }

    /** A last segment that was being made, or waited to be used: the one before it is written on. */
    private void dropUnused(List<Long> numbers) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        long number = numbers.get(numbers.size() - 1);
        try (JournalFile file = files.open(number)) {
            ByteBuffer bytes = content(number, file);
            if (SegmentHeader.decode(bytes, SegmentHeader.Form.WHOLE).isPresent() || !nothingIn(bytes)) {
                return;
            }
            torn |= remains(bytes, 0);
        }
        numbers.remove(numbers.size() - 1);
        if (tail == Tail.CUT) {
            files.remove(number);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void scan(long number, ByteBuffer bytes) {
        end = SegmentHeader.BYTES;
        while (Batch.valid(bytes, end, Batch.MAGIC) && bytes.getLong(end + 12) == nextBatch) {
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

    /**
     * A batch is written only after the one before it is on the disk: a whole batch behind a broken one is no torn tail, unless a machine
     * stopped that synced neither.
     */
    private void cutTail(long number, JournalFile file, ByteBuffer bytes) throws IOException {
        if (!remains(bytes, end)) {
            return;
        }
        OptionalLong behind = wholeBatchBehind(bytes);
        if (behind.isPresent() && !visitor.mayLackWrites(files.bootId(), durability)) {
            throw damaged(number, end, "it does not verify, but batch " + behind.getAsLong() + " behind it does");
        }
        torn = true;
        if (tail == Tail.CUT) {
            file.write(ByteBuffer.allocate(bytes.limit() - end), end);
        }
    }

    private OptionalLong wholeBatchBehind(ByteBuffer bytes) {
        for (int at = end + 1; at + Batch.HEADER <= bytes.limit(); at++) {
            if (Batch.valid(bytes, at, Batch.MAGIC) && bytes.getLong(at + 12) > nextBatch) {
                return OptionalLong.of(bytes.getLong(at + 12));
            }
        }
        return OptionalLong.empty();
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

    private static boolean nothingIn(ByteBuffer bytes) {
        for (int at = SegmentHeader.BYTES; at + Batch.HEADER <= bytes.limit(); at++) {
            if (Batch.valid(bytes, at, Batch.MAGIC)) {
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
        return file.content();
    }

    private JournalDamagedException damaged(long segment, int offset, String reason) {
        return new JournalDamagedException(
                "Cannot open journal " + files.name() + ": segment " + segment + " at byte " + offset + ": " + reason,
                null);
    }
}
