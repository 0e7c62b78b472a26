package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the fields of a leaf, big-endian; every value was checked by its record. */
final class LeafWriter {

    private static final int LARGEST_SHORT_STRING = 255;

    /** A thread encodes one leaf after the other, so one piece of memory serves all of them. */
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(LeafCodec.MAX_BYTES));

    private final ByteBuffer out = SCRATCH.get().clear();

    LeafWriter u8(int value) {
        out.put((byte) value);
        return this;
    }

    LeafWriter u16(int value) {
        out.putShort((short) value);
        return this;
    }

    LeafWriter u32(int value) {
        out.putInt(value);
        return this;
    }

    LeafWriter u64(long value) {
        out.putLong(value);
        return this;
    }

    LeafWriter str(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_SHORT_STRING) {
            throw new MalformedException(
                    "Cannot encode leaf: a string has " + bytes.length + " bytes, at most " + LARGEST_SHORT_STRING);
        }
        return u8(bytes.length).bytes(bytes);
    }

    LeafWriter id16(String hex) {
        out.putLong(HexFormat.fromHexDigitsToLong(hex, 0, Long.BYTES * 2));
        out.putLong(HexFormat.fromHexDigitsToLong(hex, Long.BYTES * 2, Long.BYTES * 4));
        return this;
    }

    LeafWriter d32(Digest32 digest) {
        digest.put(out);
        return this;
    }

    LeafWriter bytes(byte[] bytes) {
        out.put(bytes);
        return this;
    }

    byte[] done() {
        byte[] leaf = new byte[out.position()];
        out.get(0, leaf);
        return leaf;
    }
}
