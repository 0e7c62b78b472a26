package io.kontor.usage.journal;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The batch under construction: {@code u32 magic · u32 body length · u32 CRC-32C of all that follows · u64 number · 32 bytes chain ·
 * body}, the body being records {@code u8 type · u32 length · payload} (JNL-3). One thread.
 */
final class Batch implements RecordSink {

    static final int MAGIC = 0x4B4A4232;
    static final int HEADER = 52;
    static final int CHAIN = 20;
    static final int RECORD_HEADER = 5;
    /** No batch is longer. */
    static final int MAX_BYTES = 1 << 20;
    /** A retired one may be longer by the digests of records that are shorter than a digest. */
    private static final int MAX_BYTES_READ = 8 * MAX_BYTES;

    /** Once so full, a batch takes no further draft. */
    static final int FULL = MAX_BYTES / 2;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_BYTES);
    private final MerkleHasher hasher;
    private final Chain chain;
    private final List<Integer> marks = new ArrayList<>();
    private long segment;
    private int base;
    private boolean forced;

    Batch(HashFunction hash, Chain chain) {
        this.hasher = new MerkleHasher(hash);
        this.chain = chain;
    }

    void begin(long inSegment, int atOffset) {
        segment = inSegment;
        base = atOffset;
        forced = false;
        marks.clear();
        chain.begin();
        buffer.clear().position(HEADER);
    }

    /** Whether it must be synced whatever the durability class. */
    boolean forced() {
        return forced;
    }

    boolean full() {
        return buffer.position() >= FULL;
    }

    boolean empty() {
        return buffer.position() == HEADER;
    }

    int mark() {
        return buffer.position();
    }

    void rollBack(int mark) {
        buffer.position(mark);
        while (!marks.isEmpty() && marks.get(marks.size() - 1) >= mark) {
            marks.remove(marks.size() - 1);
        }
        chain.keep(marks.size());
    }

    @Override
    public void force() {
        forced = true;
    }

    @Override
    public RecordPosition add(int type, byte[] payload) {
        return add(type, payload, hasher.leaf(payload));
    }

    @Override
    public RecordPosition add(int type, byte[] payload, Digest32 digest) {
        if (type < 1 || type > 127) {
            throw new IllegalArgumentException("Cannot journal record: type " + type + " is not 1 to 127");
        }
        if (payload.length > MAX_PAYLOAD || payload.length + RECORD_HEADER > buffer.remaining()) {
            throw new IllegalArgumentException("Cannot journal record: it has " + payload.length + " bytes, at most "
                    + MAX_PAYLOAD + " and " + buffer.remaining() + " left in the batch");
        }
        marks.add(buffer.position());
        chain.add(type, digest);
        buffer.put((byte) type).putInt(payload.length);
        RecordPosition position = new RecordPosition(segment, base + buffer.position(), payload.length);
        buffer.put(payload);
        return position;
    }

    /** The finished batch, ready to be written. */
    ByteBuffer seal(long number) {
        int end = buffer.position();
        buffer.putInt(0, MAGIC).putInt(4, end - HEADER).putLong(12, number).put(CHAIN, chain.advance(number));
        buffer.putInt(8, checksum(buffer, 0, end));
        return buffer.flip();
    }

    /** Whether a whole batch of this magic stands at {@code at}. */
    static boolean valid(ByteBuffer bytes, int at, int magic) {
        if (at + HEADER > bytes.limit() || bytes.getInt(at) != magic) {
            return false;
        }
        int length = bytes.getInt(at + 4);
        if (length < 0 || length > MAX_BYTES_READ || at + HEADER + length > bytes.limit()) {
            return false;
        }
        return bytes.getInt(at + 8) == checksum(bytes, at, at + HEADER + length);
    }

    /** CRC-32C over number, chain and body of a batch that begins at {@code start} and ends at {@code end}. */
    static int checksum(ByteBuffer buffer, int start, int end) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate().limit(end).position(start + 12));
        return (int) crc.getValue();
    }
}
