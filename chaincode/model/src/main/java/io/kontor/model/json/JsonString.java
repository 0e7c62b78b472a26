package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;

/**
 * A string of whole code points (JSN-6).
 *
 * @param value holds no lone surrogate
 */
public record JsonString(String value) implements JsonValue {

    public JsonString {
        requireWholeCodePoints(value);
    }

    static void requireWholeCodePoints(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedException("Cannot hold string: lone surrogate U+"
                        + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT) + " at " + i);
            }
        }
    }
}
