package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one object and nothing after it; refuses whatever canonical JSON cannot say (JSN-5 to JSN-8). */
final class JsonParser {

    private final String text;
    private int position;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    JsonObject parse() {
        skipWhiteSpace();
        if (peek() != '{') {
            throw problem("the text must be one object");
        }
        JsonObject result = object();
        skipWhiteSpace();
        if (position != text.length()) {
            throw problem("text follows the object");
        }
        return result;
    }

    private JsonValue value() {
        skipWhiteSpace();
        char c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> word("true", JsonBoolean.TRUE);
            case 'f' -> word("false", JsonBoolean.FALSE);
            case 'n' -> throw problem("null is not allowed, leave the field out");
            default -> integer();
        };
    }

    private JsonObject object() {
        enter();
        JsonObjectBuilder builder = new JsonObjectBuilder();
        expect('{');
        skipWhiteSpace();
        if (!accept('}')) {
            do {
                skipWhiteSpace();
                int start = position;
                String name = string();
                skipWhiteSpace();
                expect(':');
                addUnlessThere(builder, name, value(), start);
                skipWhiteSpace();
            } while (accept(','));
            expect('}');
        }
        depth--;
        return builder.last();
    }

    private void addUnlessThere(JsonObjectBuilder builder, String name, JsonValue value, int start) {
        if (!builder.addIfAbsent(name, value)) {
            position = start;
            throw problem("field '" + name + "' is there twice");
        }
    }

    private JsonArray array() {
        enter();
        List<JsonValue> values = new ArrayList<>();
        expect('[');
        skipWhiteSpace();
        if (!accept(']')) {
            do {
                values.add(value());
                skipWhiteSpace();
            } while (accept(','));
            expect(']');
        }
        depth--;
        return JsonArray.of(values);
    }

    private void enter() {
        depth++;
        if (depth > JsonDepth.MAX) {
            throw problem("depth " + depth + " is above " + JsonDepth.MAX);
        }
    }

    private JsonValue word(String word, JsonBoolean value) {
        if (!text.startsWith(word, position)) {
            throw problem("expected " + word);
        }
        position += word.length();
        return value;
    }

    private JsonInteger integer() {
        int start = position;
        boolean negative = accept('-');
        int digits = position;
        long value = 0;
        while (position < text.length() && isDigit(text.charAt(position))) {
            value = value * 10 + (text.charAt(position) - '0');
            if (value > JsonInteger.MAX) {
                throw problem("the integer is outside ±" + JsonInteger.MAX);
            }
            position++;
        }
        if (position == digits) {
            position = start;
            throw problem("expected a value");
        }
        boolean leadingZero = text.charAt(digits) == '0' && (position - digits > 1 || negative);
        if (leadingZero) {
            throw problem("the integer has a leading zero or is -0");
        }
        if (position < text.length() && ".eE".indexOf(text.charAt(position)) >= 0) {
            throw problem("only integers are allowed, no fraction and no exponent");
        }
        return new JsonInteger(negative ? -value : value);
    }

    private String string() {
        expect('"');
        int end = position;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '"') {
            String plain = text.substring(position, end);
            position = end + 1;
            return plain;
        }
        return stringOfAnyCharacters();
    }

    /** Neither the end nor an escape, no control character and no half of a code point. */
    private static boolean isPlain(char c) {
        return c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }

    private String stringOfAnyCharacters() {
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                break;
            } else if (c == '\\') {
                out.append(escaped());
            } else if (c < 0x20) {
                throw problem("control character in a string");
            } else {
                out.append(c);
            }
        }
        String result = out.toString();
        try {
            JsonString.requireWholeCodePoints(result);
        } catch (MalformedException e) {
            throw problem(e.getMessage());
        }
        return result;
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw problem("unknown escape \\" + c);
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw problem("'" + c + "' is not a hex digit");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skipWhiteSpace() {
        while (position < text.length() && isWhiteSpace(text.charAt(position))) {
            position++;
        }
    }

    private char peek() {
        if (position >= text.length()) {
            throw problem("the text ends too early");
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }

    private boolean accept(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw problem(
                    position < text.length()
                            ? "expected '" + c + "', found '" + text.charAt(position) + "'"
                            : "the text ends too early");
        }
    }

    private MalformedException problem(@Nullable String reason) {
        return new MalformedException("Cannot read JSON at character " + position + ": " + reason);
    }
}
