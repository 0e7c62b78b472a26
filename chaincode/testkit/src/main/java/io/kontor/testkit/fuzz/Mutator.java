package io.kontor.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes samples in one to four places, by bytes and by the words that parsers stumble over. The same seed gives the same changes. */
public final class Mutator {

    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_RANGE = 64;
    private static final int DEEP = 3_000;
    private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '{', '}', '[', ']', '\\', '-'};

    private static final List<byte[]> WORDS = List.of(
            utf8("null"),
            utf8("true"),
            utf8("-0"),
            utf8("1e999"),
            utf8("0.1"),
            utf8("9007199254740992"),
            utf8("-9223372036854775809"),
            utf8("99999999999999999999999999"),
            utf8("\\ud800"),
            utf8("\\u0000"),
            utf8("{\"a\":"),
            utf8("[[[[[["),
            utf8("\"\","),
            utf8("\u202e\ufeff"),
            utf8("\n"),
            utf8("==="),
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xf5, (byte) 0xff},
            new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0x80, 0, 0, 0},
            new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});

    private final List<byte[]> samples;
    private final Random random;

    /**
     * A mutator.
     *
     * @param samples valid inputs, at least one
     * @param seed chooses the changes
     */
    public Mutator(List<byte[]> samples, long seed) {
        this.samples = List.copyOf(samples);
        this.random = new Random(seed);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The next changed sample; now and then it may happen to be a valid one. */
    public byte[] next() {
        byte[] bytes = samples.get(random.nextInt(samples.size())).clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return word();
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(LONGEST_RANGE));
        return switch (random.nextInt(12)) {
            case 0, 1 -> withByte(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(Byte.SIZE)));
            case 2 -> withByte(bytes, at, (byte) random.nextInt());
            case 3 -> withByte(bytes, at, EDGES[random.nextInt(EDGES.length)]);
            case 4 -> joined(head(bytes, at), tail(bytes, end));
            case 5 -> joined(head(bytes, end), tail(bytes, at));
            case 6 -> head(bytes, at);
            case 7, 8 -> inserted(bytes, at, word());
            case 9 -> replacedNumber(bytes, at);
            case 10 -> spliced(bytes, at);
            default -> random.nextInt(200) == 0 ? inserted(bytes, at, deep()) : withByte(bytes, at, (byte) ' ');
        };
    }

    private static byte[] head(byte[] bytes, int to) {
        return Arrays.copyOf(bytes, to);
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private byte[] deep() {
        return utf8((random.nextBoolean() ? "[" : "{\"a\":").repeat(DEEP));
    }

    private static byte[] withByte(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = samples.get(random.nextInt(samples.size()));
        return joined(head(bytes, at), tail(other, Math.min(at, other.length)));
    }

    /** A run of digits becomes another word. */
    private byte[] replacedNumber(byte[] bytes, int at) {
        int from = at;
        while (from < bytes.length && (bytes[from] < '0' || bytes[from] > '9')) {
            from++;
        }
        int to = from;
        while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        return joined(head(bytes, from), word(), tail(bytes, to));
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] word) {
        return joined(head(bytes, at), word, tail(bytes, at));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
