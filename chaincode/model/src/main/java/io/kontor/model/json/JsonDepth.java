package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;
import java.util.Collection;

/** Keeps every value within the greatest depth (JSN-8), so that no later walk over it needs a check. */
final class JsonDepth {

    static final int MAX = 32;

    private JsonDepth() {}

    /** The depth of a container of these values; a container of none or of scalars has depth 1. */
    static int above(Collection<? extends JsonValue> values) {
        int deepest = 0;
        for (JsonValue value : values) {
            deepest = Math.max(deepest, of(value));
        }
        if (deepest >= MAX) {
            throw new MalformedException("Cannot nest JSON: depth " + (deepest + 1) + " is above " + MAX);
        }
        return deepest + 1;
    }

    private static int of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.depth();
        }
        return value instanceof JsonArray array ? array.depth() : 0;
    }
}
