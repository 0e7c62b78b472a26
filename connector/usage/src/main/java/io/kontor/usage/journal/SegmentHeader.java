package io.kontor.usage.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * First 32 bytes of a segment (JNL-2): {@code u64 magic · u64 segment number · u64 number of its first batch · u32 version · u32 CRC-32C}.
 *
 * @param segment segment number
 * @param firstBatch number of the first batch in it
 */
record SegmentHeader(long segment, long firstBatch) {

    static final int BYTES = 32;
    private static final long MAGIC = 0x4B4F4E544F524A31L;
    private static final int VERSION = 1;

    ByteBuffer encode() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putLong(MAGIC).putLong(segment).putLong(firstBatch).putInt(VERSION);
        return buffer.putInt(checksum(buffer)).flip();
    }

    static Optional<SegmentHeader> decode(ByteBuffer segment) {
        if (segment.limit() < BYTES || segment.getLong(0) != MAGIC || segment.getInt(28) != checksum(segment)) {
            return Optional.empty();
        }
        if (segment.getInt(24) != VERSION) {
            throw new JournalDamagedException(
                    "Cannot read journal: its version is " + segment.getInt(24) + ", this program reads " + VERSION,
                    null);
        }
        return Optional.of(new SegmentHeader(segment.getLong(8), segment.getLong(16)));
    }

    private static int checksum(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate().limit(28).position(0));
        return (int) crc.getValue();
    }
}
