package io.kontor.devpeer.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The layout of one block in a block file (DEV-4): a header of 24 bytes and the bytes of the Block message.
 *
 * <pre>
 * 0  magic "KBLK"
 * 4  block number, unsigned 64 bits, big endian
 * 12 length of the body, 32 bits
 * 16 CRC-32C of the body
 * 20 CRC-32C of bytes 0 to 19
 * 24 body
 * </pre>
 */
final class BlockRecord {
    static final int HEADER_LENGTH = 24;
    static final int MAGIC = 0x4b424c4b;
    private static final int CHECKED_LENGTH = 20;

    private BlockRecord() {}

    static ByteBuffer encode(final long number, final byte[] body) {
        final ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH + body.length);
        buffer.putInt(MAGIC).putLong(number).putInt(body.length).putInt(crc(body, 0, body.length));
        buffer.putInt(crc(buffer.array(), 0, CHECKED_LENGTH)).put(body);
        return buffer.flip();
    }

    /** The header that stands at the position, if there is a whole and sound one. */
    static Optional<Header> headerAt(final byte[] file, final int position) {
        if (position + HEADER_LENGTH > file.length) {
            return Optional.empty();
        }
        final ByteBuffer buffer = ByteBuffer.wrap(file, position, HEADER_LENGTH);
        final int magic = buffer.getInt();
        final Header header = new Header(buffer.getLong(), buffer.getInt(), buffer.getInt());
        final boolean sound = magic == MAGIC && buffer.getInt() == crc(file, position, CHECKED_LENGTH);
        return sound && header.length >= 0 ? Optional.of(header) : Optional.empty();
    }

    /** Whether the body that belongs to the header at the position is whole and sound. */
    static boolean bodyIsSound(final byte[] file, final int position, final Header header) {
        final int start = position + HEADER_LENGTH;
        return header.length <= file.length - start && crc(file, start, header.length) == header.bodyCrc;
    }

    private static int crc(final byte[] bytes, final int offset, final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /**
     * What stands before a block's bytes.
     *
     * @param number the block's number
     * @param length length of the body
     * @param bodyCrc CRC-32C of the body
     */
    record Header(long number, int length, int bodyCrc) {}
}
