package io.kontor.model.id;

import io.kontor.model.rejection.MalformedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Thirty-two bytes that stand for content: a hash, a keyed digest or a tree root. Text form: 64 lower-case hex digits
 * (ID-2). Immutable; {@code equals} takes the same time whatever the bytes are.
 */
public final class Digest32 implements Comparable<Digest32> {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** Thirty-two zero bytes: no digest. */
    public static final Digest32 ZERO = new Digest32(0, 0, 0, 0);

    private static final HexFormat HEX = HexFormat.of();
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int WORD_DIGITS = 2 * Long.BYTES;

    /** The bytes as four big-endian words: one object, compared at once. */
    private final long first;

    private final long second;
    private final long third;
    private final long fourth;

    private Digest32(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
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
        return words(bytes, 0);
    }

    private static Digest32 words(byte[] bytes, int from) {
        return new Digest32(
                (long) WORDS.get(bytes, from),
                (long) WORDS.get(bytes, from + Long.BYTES),
                (long) WORDS.get(bytes, from + 2 * Long.BYTES),
                (long) WORDS.get(bytes, from + 3 * Long.BYTES));
    }

    /**
     * Copies 32 bytes out of a longer array, without a slice between: a copy of a slice, as of {@code of(copyOfRange(…))}, was compiled
     * wrongly by some versions of HotSpot, and the digest then differed from itself.
     *
     * @param bytes holds the digest
     * @param from where it begins
     */
    public static Digest32 of(byte[] bytes, int from) {
        if (from < 0 || from > bytes.length - LENGTH) {
            throw new MalformedException(
                    "Cannot make digest: it begins at " + from + ", there are " + bytes.length + " bytes");
        }
        return words(bytes, from);
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
        return new Digest32(word(hex, 0), word(hex, 1), word(hex, 2), word(hex, 3));
    }

    private static long word(String hex, int number) {
        return HexFormat.fromHexDigitsToLong(hex, number * WORD_DIGITS, (number + 1) * WORD_DIGITS);
    }

    /** The text form: 64 lower-case hex digits. */
    public String hex() {
        return HEX.formatHex(bytes());
    }

    /** The bytes, in an array of the caller's own. */
    public byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        copyTo(bytes, 0);
        return bytes;
    }

    /**
     * Copies the bytes into a longer array.
     *
     * @param into takes them
     * @param at where the first one goes
     * @throws IndexOutOfBoundsException when they do not fit; nothing was written then
     */
    public void copyTo(byte[] into, int at) {
        Objects.checkFromIndexSize(at, LENGTH, into.length);
        WORDS.set(into, at, first);
        WORDS.set(into, at + Long.BYTES, second);
        WORDS.set(into, at + 2 * Long.BYTES, third);
        WORDS.set(into, at + 3 * Long.BYTES, fourth);
    }

    /**
     * Puts the bytes into a buffer, whatever its byte order.
     *
     * @throws java.nio.BufferOverflowException when they do not fit; nothing was put then
     */
    public void put(ByteBuffer into) {
        if (into.order() == ByteOrder.BIG_ENDIAN && into.remaining() >= LENGTH) {
            into.putLong(first).putLong(second).putLong(third).putLong(fourth);
        } else {
            into.put(bytes());
        }
    }

    /** By unsigned bytes, which is also the order of the text forms. */
    @Override
    public int compareTo(Digest32 other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest32 that
                && ((first ^ that.first) | (second ^ that.second) | (third ^ that.third) | (fourth ^ that.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(((first * 31 + second) * 31 + third) * 31 + fourth);
    }

    @Override
    public String toString() {
        return hex();
    }
}
