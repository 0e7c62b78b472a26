package io.kontor.usage.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** All of a segment that is written no more, in memory, to be looked at before it is retired. Immutable. */
public final class OldSegment {

    /**
     * One record.
     *
     * @param type its kind
     * @param payload its bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Content(int type, byte[] payload) {}

    /** A batch as it was written. */
    @SuppressWarnings("ArrayRecordComponent")
    record WrittenBatch(long number, byte[] chain, List<Content> records) {}

    private final SegmentHeader header;
    private final List<WrittenBatch> batches = new ArrayList<>();

    private OldSegment(SegmentHeader header) {
        this.header = header;
    }

    /** Reads up to the first byte that is no batch; whether that is all of it shows by the segment behind it. */
    static OldSegment read(String journal, long number, ByteBuffer bytes) {
        SegmentHeader header = SegmentHeader.decode(bytes, SegmentHeader.Form.WHOLE)
                .filter(found -> found.segment() == number)
                .orElseThrow(() -> new JournalDamagedException(
                        "Cannot read journal " + journal + ": the header of segment " + number + " does not verify",
                        null));
        OldSegment segment = new OldSegment(header);
        int at = SegmentHeader.BYTES;
        while (Batch.valid(bytes, at, Batch.MAGIC)) {
            int end = at + Batch.HEADER + bytes.getInt(at + 4);
            byte[] chain = new byte[Chain.BYTES];
            bytes.get(at + Batch.CHAIN, chain);
            segment.batches.add(new WrittenBatch(bytes.getLong(at + 12), chain, records(bytes, at, end)));
            at = end;
        }
        return segment;
    }

    private static List<Content> records(ByteBuffer bytes, int start, int end) {
        List<Content> records = new ArrayList<>();
        for (int at = start + Batch.HEADER; at < end; ) {
            byte[] payload = new byte[bytes.getInt(at + 1)];
            bytes.get(at + Batch.RECORD_HEADER, payload);
            records.add(new Content(bytes.get(at), payload));
            at += Batch.RECORD_HEADER + payload.length;
        }
        return records;
    }

    /** Segment number. */
    public long number() {
        return header.segment();
    }

    /** Its records in order. */
    public List<Content> records() {
        return batches.stream().flatMap(batch -> batch.records().stream()).toList();
    }

    SegmentHeader header() {
        return header;
    }

    List<WrittenBatch> batches() {
        return batches;
    }
}
