package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads the fields of a leaf, big-endian; refuses numbers that Java or JSON could not hold. */
final class LeafReader {

    private static final int ID_BYTES = 16;

    private final ByteBuffer in;

    LeafReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    int u8() {
        return Byte.toUnsignedInt(need(Byte.BYTES).get());
    }

    int u16() {
        return Short.toUnsignedInt(need(Short.BYTES).getShort());
    }

    int u32() {
        int value = need(Integer.BYTES).getInt();
        if (value < 0) {
            throw new MalformedException("Cannot decode leaf: number " + Integer.toUnsignedString(value)
                    + " before byte " + in.position() + " is above " + Integer.MAX_VALUE);
        }
        return value;
    }

    long u64() {
        long value = need(Long.BYTES).getLong();
        if (value < 0) {
            throw new MalformedException("Cannot decode leaf: number " + Long.toUnsignedString(value) + " before byte "
                    + in.position() + " is above " + Long.MAX_VALUE);
        }
        return value;
    }

    String str() {
        ByteBuffer text = ByteBuffer.wrap(bytes(u8()));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(
                    "Cannot decode leaf: the string before byte " + in.position() + " is not UTF-8", e);
        }
    }

    String id16() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    Digest32 d32() {
        return Digest32.of(bytes(Digest32.LENGTH));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        need(length).get(bytes);
        return bytes;
    }

    void requireEnd() {
        if (in.hasRemaining()) {
            throw new MalformedException(
                    "Cannot decode leaf: " + in.remaining() + " bytes follow byte " + in.position());
        }
    }

    private ByteBuffer need(int length) {
        if (in.remaining() < length) {
            throw new MalformedException("Cannot decode leaf: it ends at byte " + in.limit() + ", " + length
                    + " bytes are needed at byte " + in.position());
        }
        return in;
    }
}
