package io.kontor.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a journal from its first byte, cuts a torn tail off and tells where to go on (JNL-5). */
final class Recovery {

    private final JournalFiles files;
    private final RecordVisitor visitor;
    private final List<SegmentFile> segments = new ArrayList<>();
    private long nextBatch = 1;
    private int end = SegmentHeader.BYTES;

    Recovery(JournalFiles files, RecordVisitor visitor) {
        this.files = files;
        this.visitor = visitor;
    }

    /** Segments in order; the last one is written on. */
    List<SegmentFile> segments() {
        return List.copyOf(segments);
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
            ByteBuffer bytes = content(file);
            Optional<SegmentHeader> header = SegmentHeader.decode(bytes);
            if (header.isEmpty() && last && nothingIn(bytes)) {
                file.close();
                files.remove(number);
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
            }
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
    }

    private void scan(long number, ByteBuffer bytes) {
        end = SegmentHeader.BYTES;
        while (valid(bytes, end) && bytes.getLong(end + 12) == nextBatch) {
            int batchEnd = end + Batch.HEADER + bytes.getInt(end + 4);
            int at = end + Batch.HEADER;
            while (at < batchEnd) {
                byte[] payload = new byte[bytes.getInt(at + 1)];
                bytes.get(at + Batch.RECORD_HEADER, payload);
                visitor.visit(
                        bytes.get(at), payload, new RecordPosition(number, at + Batch.RECORD_HEADER, payload.length));
                at += Batch.RECORD_HEADER + payload.length;
            }
            end = batchEnd;
            nextBatch++;
        }
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
        file.write(ByteBuffer.allocate(bytes.limit() - end), end);
        file.force();
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

    private static ByteBuffer content(JournalFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.read(bytes, 0);
        return bytes.flip();
    }

    private JournalDamagedException damaged(long segment, int offset, String reason) {
        return new JournalDamagedException(
                "Cannot open journal " + files.name() + ": segment " + segment + " at byte " + offset + ": " + reason,
                null);
    }
}
