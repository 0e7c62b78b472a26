package io.kontor.usage.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * First 64 bytes of a segment (JNL-2): {@code u64 magic · u64 segment number · u64 number of its first batch · 32 bytes chain before that ·
 * u32 version · u32 CRC-32C}.
 *
 * @param segment segment number
 * @param firstBatch number of the first batch in it
 * @param chain chain of the batch before the first
 */
@SuppressWarnings("ArrayRecordComponent")
record SegmentHeader(long segment, long firstBatch, byte[] chain) {

    /** What follows the header. */
    enum Form {
        /** Batches as they were written. */
        WHOLE(0x4B4F4E544F524A31L),
        /** Batches whose records are digests, but for some (JNL-16). */
        RETIRED(0x4B4F4E544F525231L);

        private final long magic;

        Form(long magic) {
            this.magic = magic;
        }
    }

    static final int BYTES = 64;
    private static final int VERSION_AT = 56;
    private static final int CHECKSUM_AT = 60;
    private static final int CHAIN_AT = 24;
    private static final int VERSION = 2;
    /** Version 1 was 32 bytes long and had no chain. */
    private static final int OLD_VERSION_AT = 24;

    ByteBuffer encode(Form form) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putLong(form.magic)
                .putLong(segment)
                .putLong(firstBatch)
                .put(chain)
                .putInt(VERSION);
        return buffer.putInt(checksum(buffer)).flip();
    }

    static Optional<SegmentHeader> decode(ByteBuffer segment, Form form) {
        if (segment.limit() < BYTES || segment.getLong(0) != form.magic) {
            return Optional.empty();
        }
        if (segment.getInt(CHECKSUM_AT) != checksum(segment)) {
            if (segment.getInt(OLD_VERSION_AT) == 1) {
                throw new JournalDamagedException(
                        "Cannot read journal: its version is 1, this program reads " + VERSION, null);
            }
            return Optional.empty();
        }
        if (segment.getInt(VERSION_AT) != VERSION) {
            throw new JournalDamagedException(
                    "Cannot read journal: its version is " + segment.getInt(VERSION_AT) + ", this program reads "
                            + VERSION,
                    null);
        }
        byte[] chain = new byte[Chain.BYTES];
        segment.get(CHAIN_AT, chain);
        return Optional.of(new SegmentHeader(segment.getLong(8), segment.getLong(16), chain));
    }

    /** Refuses a header that does not go on where the segment before ended. */
    void requireContinues(String journal, long number, long batch, byte[] before) {
        if (segment != number || firstBatch != batch) {
            throw damaged(
                    journal,
                    number,
                    "its header names segment " + segment + " and batch " + firstBatch + ", expected " + number
                            + " and " + batch);
        }
        if (!Arrays.equals(chain, before)) {
            throw damaged(
                    journal,
                    number,
                    "its header names chain " + HexFormat.of().formatHex(chain) + ", the segment before ends with "
                            + HexFormat.of().formatHex(before));
        }
    }

    private static JournalDamagedException damaged(String journal, long number, String reason) {
        return new JournalDamagedException(
                "Cannot open journal " + journal + ": segment " + number + " at byte 0: " + reason, null);
    }

    private static int checksum(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate().limit(CHECKSUM_AT).position(0));
        return (int) crc.getValue();
    }
}
