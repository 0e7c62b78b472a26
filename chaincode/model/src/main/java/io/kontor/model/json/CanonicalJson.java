package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads and writes canonical JSON: RFC 8785 restricted to integers, without null. Stateless. */
public final class CanonicalJson {

    /** Largest text, in UTF-8 bytes (JSN-7). */
    public static final int MAX_BYTES = 1 << 20;

    /** A character of a text is at most so many bytes of UTF-8. */
    private static final int LONGEST_CHARACTER = 3;

    private static final char REPLACEMENT = '\uFFFD';

    private CanonicalJson() {}

    /**
     * The canonical text.
     *
     * @throws MalformedException when it is above {@link #MAX_BYTES}
     */
    public static String write(JsonObject object) {
        String text = JsonWriter.write(object);
        requireSize(text, "write", MAX_BYTES);
        return text;
    }

    /**
     * The canonical text in UTF-8 of a file that may be larger than a record, such as an evidence bundle.
     *
     * @param most bytes that the file may have
     */
    public static byte[] bytes(JsonObject object, int most) {
        String text = JsonWriter.write(object);
        requireSize(text, "write", most);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text in UTF-8: what is hashed and signed. */
    public static byte[] bytes(JsonObject object) {
        return write(object).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads one object; white space and the order of fields are free.
     *
     * @throws MalformedException for anything that canonical JSON could not say
     */
    public static JsonObject parse(String text) {
        requireSize(text, "read", MAX_BYTES);
        return new JsonParser(text).parse();
    }

    /**
     * Reads one object from UTF-8; malformed UTF-8 and a byte order mark are refused.
     *
     * @throws MalformedException for anything that canonical JSON could not say
     */
    public static JsonObject parse(byte[] utf8) {
        return parse(decode(utf8, MAX_BYTES));
    }

    /**
     * Reads one object and refuses text that is not, byte for byte, its canonical form (JSN-11).
     *
     * @throws MalformedException also when only the form differs; the message says where
     */
    public static JsonObject parseCanonical(String text) {
        requireSize(text, "read", MAX_BYTES);
        return canonical(text);
    }

    /** Reads UTF-8 as {@link #parseCanonical(String)} does. */
    public static JsonObject parseCanonical(byte[] utf8) {
        return parseCanonical(utf8, MAX_BYTES);
    }

    /**
     * Reads the UTF-8 of a file that may be larger than a record as {@link #parseCanonical(String)} does.
     *
     * @param most bytes that the file may have
     */
    public static JsonObject parseCanonical(byte[] utf8, int most) {
        return canonical(decode(utf8, most));
    }

    private static JsonObject canonical(String text) {
        JsonObject object = new JsonParser(text).parse();
        String canonical = JsonWriter.write(object);
        if (!canonical.equals(text)) {
            int at = 0;
            while (at < Math.min(canonical.length(), text.length()) && canonical.charAt(at) == text.charAt(at)) {
                at++;
            }
            throw new MalformedException("Cannot read JSON at character " + at + ": the text is not in canonical form");
        }
        return object;
    }

    private static String decode(byte[] utf8, int most) {
        if (utf8.length > most) {
            throw tooLong("read", utf8.length, most);
        }
        String lenient = new String(utf8, StandardCharsets.UTF_8);
        if (lenient.indexOf(REPLACEMENT) < 0) {
            // Nothing was replaced, so nothing was malformed; this way is several times faster.
            return lenient;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("Cannot read JSON: the bytes are not UTF-8", e);
        }
    }

    private static void requireSize(String text, String verb, int most) {
        if (text.length() <= most / LONGEST_CHARACTER) {
            return;
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        if (bytes > most) {
            throw tooLong(verb, bytes, most);
        }
    }

    private static MalformedException tooLong(String verb, long bytes, int most) {
        return new MalformedException("Cannot " + verb + " JSON: it has " + bytes + " bytes, at most " + most);
    }
}
