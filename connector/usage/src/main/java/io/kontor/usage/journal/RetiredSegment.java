package io.kontor.usage.journal;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The file that stands for a retired segment (JNL-16): header and batches as before, but a record is its type and digest, and its payload
 * only where it is kept. The chain over all batches is computed from it as from the segment.
 */
final class RetiredSegment {

    private static final int BATCH_MAGIC = 0x4B4A5232;
    /** In the place of a length: no payload follows, but the digest. */
    private static final int DIGEST_ONLY = -1;

    private final String journal;
    private final MerkleHasher hasher;
    private final Chain chain;
    private final RecordVisitor visitor;

    /**
     * A reader.
     *
     * @param journal name for messages
     * @param hash hash function of the journal
     * @param chain chain up to the segment; goes on with each batch
     * @param visitor sees the records
     */
    RetiredSegment(String journal, HashFunction hash, Chain chain, RecordVisitor visitor) {
        this.journal = journal;
        this.hasher = new MerkleHasher(hash);
        this.chain = chain;
        this.visitor = visitor;
    }

    /**
     * The file of a segment.
     *
     * @param segment what is retired
     * @param hash hash function of the journal
     * @param kept whether the record of an ordinal keeps its payload
     */
    static ByteBuffer encode(OldSegment segment, HashFunction hash, IntPredicate kept) {
        MerkleHasher hasher = new MerkleHasher(hash);
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(segment.header().encode(SegmentHeader.Form.RETIRED));
        int ordinal = 0;
        for (OldSegment.WrittenBatch batch : segment.batches()) {
            List<OldSegment.Content> records = batch.records();
            int from = ordinal;
            ByteBuffer bytes = ByteBuffer.allocate(Batch.HEADER + size(records, from, kept));
            bytes.position(Batch.HEADER);
            for (OldSegment.Content record : records) {
                byte[] payload = record.payload();
                bytes.put((byte) record.type());
                if (kept.test(ordinal++)) {
                    bytes.putInt(payload.length).put(payload);
                } else {
                    bytes.putInt(DIGEST_ONLY).put(hasher.leaf(payload).bytes());
                }
            }
            int end = bytes.position();
            bytes.putInt(0, BATCH_MAGIC).putInt(4, end - Batch.HEADER).putLong(12, batch.number());
            bytes.put(Batch.CHAIN, batch.chain()).putInt(8, Batch.checksum(bytes, 0, end));
            parts.add(bytes.flip());
        }
        ByteBuffer file = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(file::put);
        return file.flip();
    }

    private static int size(List<OldSegment.Content> records, int from, IntPredicate kept) {
        int size = 0;
        for (int i = 0; i < records.size(); i++) {
            size += Batch.RECORD_HEADER + (kept.test(from + i) ? records.get(i).payload().length : Digest32.LENGTH);
        }
        return size;
    }

    /**
     * Verifies the file of a segment and shows its records.
     *
     * @param number segment number
     * @param bytes its file
     * @param firstBatch number of its first batch
     * @return number of the batch after its last
     * @throws JournalDamagedException when something in it does not verify
     */
    long read(long number, ByteBuffer bytes, long firstBatch) {
        SegmentHeader header = SegmentHeader.decode(bytes, SegmentHeader.Form.RETIRED)
                .orElseThrow(() -> damaged(number, 0, "its header does not verify"));
        header.requireContinues(journal, number, firstBatch, chain.value());
        long batch = firstBatch;
        int at = SegmentHeader.BYTES;
        while (at < bytes.limit()) {
            if (!Batch.valid(bytes, at, BATCH_MAGIC) || bytes.getLong(at + 12) != batch) {
                throw damaged(number, at, "batch " + batch + " does not verify");
            }
            int end = at + Batch.HEADER + bytes.getInt(at + 4);
            records(number, bytes, at, end);
            byte[] named = new byte[Chain.BYTES];
            bytes.get(at + Batch.CHAIN, named);
            byte[] found = chain.advance(batch);
            if (!Arrays.equals(named, found)) {
                throw damaged(
                        number,
                        at,
                        "batch " + batch + " names chain " + hex(named) + ", its content gives " + hex(found));
            }
            at = end;
            batch++;
        }
        return batch;
    }

    private void records(long number, ByteBuffer bytes, int start, int end) {
        chain.begin();
        for (int at = start + Batch.HEADER; at < end; ) {
            int length = at + Batch.RECORD_HEADER <= end ? bytes.getInt(at + 1) : 0;
            int stored = length == DIGEST_ONLY ? Digest32.LENGTH : length;
            int type = bytes.get(at);
            if (stored < 0 || stored > end - at - Batch.RECORD_HEADER) {
                throw damaged(number, at, "a record of " + length + " bytes does not fit into its batch");
            }
            byte[] content = new byte[stored];
            bytes.get(at + Batch.RECORD_HEADER, content);
            RecordPosition position = new RecordPosition(number, at + Batch.RECORD_HEADER, stored);
            if (length == DIGEST_ONLY) {
                chain.add(type, Digest32.of(content));
                visitor.retired(type, Digest32.of(content), position);
            } else {
                chain.add(type, hasher.leaf(content));
                visitor.visit(type, content, position);
            }
            at += Batch.RECORD_HEADER + stored;
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private JournalDamagedException damaged(long number, int offset, String reason) {
        return new JournalDamagedException(
                "Cannot open journal " + journal + ": retired segment " + number + " at byte " + offset + ": " + reason,
                null);
    }
}
