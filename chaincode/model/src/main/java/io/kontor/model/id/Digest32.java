package io.kontor.model.id;

import io.kontor.model.rejection.MalformedException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Thirty-two bytes that stand for content: a hash, a keyed digest or a tree root. Text form: 64 lower-case hex digits
 * (ID-2). Immutable; {@code equals} takes the same time whatever the bytes are.
 */
public final class Digest32 implements Comparable<Digest32> {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** Thirty-two zero bytes: no digest. */
    public static final Digest32 ZERO = new Digest32(new byte[LENGTH]);

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Digest32(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the bytes.
     *
     * @throws MalformedException when there are not 32 of them
     */
    public static Digest32 of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new MalformedException("Cannot make digest: it has " + bytes.length + " bytes, must have " + LENGTH);
        }
        return new Digest32(bytes.clone());
    }

    /**
     * Copies 32 bytes out of a longer array, once: two copies of a slice in a row, as of {@code of(copyOfRange(…))}, are compiled wrongly by
     * some versions of HotSpot, and the digest then differs from itself.
     *
     * @param bytes holds the digest
     * @param from where it begins
     */
    public static Digest32 of(byte[] bytes, int from) {
        if (from < 0 || from > bytes.length - LENGTH) {
            throw new MalformedException(
                    "Cannot make digest: it begins at " + from + ", there are " + bytes.length + " bytes");
        }
        return new Digest32(Arrays.copyOfRange(bytes, from, from + LENGTH));
    }

    /**
     * Reads the text form.
     *
     * @throws MalformedException when the text is not 64 lower-case hex digits
     */
    public static Digest32 fromHex(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new MalformedException(
                    "Cannot read digest: it has " + hex.length() + " characters, must have " + 2 * LENGTH);
        }
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                throw new MalformedException(
                        "Cannot read digest: '" + c + "' at " + i + " is not a lower-case hex digit");
            }
        }
        return new Digest32(HEX.parseHex(hex));
    }

    /** The text form: 64 lower-case hex digits. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Puts the bytes into a buffer. */
    public void put(ByteBuffer into) {
        into.put(bytes);
    }

    /** By unsigned bytes, which is also the order of the text forms. */
    @Override
    public int compareTo(Digest32 other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest32 that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
