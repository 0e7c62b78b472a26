package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;

/**
 * An integer that every JSON implementation reads exactly (JSN-5).
 *
 * @param value within ±(2^53−1)
 */
public record JsonInteger(long value) implements JsonValue {

    /** The largest integer, 2^53−1; the smallest is its negative. */
    public static final long MAX = (1L << 53) - 1;

    public JsonInteger {
        if (value > MAX || value < -MAX) {
            throw new MalformedException("Cannot hold integer " + value + ": it is outside ±" + MAX);
        }
    }
}
