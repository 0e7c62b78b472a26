package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Collects fields in any order; a name given twice is refused. Not thread-safe. */
public final class JsonObjectBuilder {

    private final TreeMap<String, JsonValue> fields = new TreeMap<>();

    JsonObjectBuilder() {}

    /** Adds a string. */
    public JsonObjectBuilder put(String name, String value) {
        return add(name, new JsonString(value));
    }

    /** Adds an integer. */
    public JsonObjectBuilder put(String name, long value) {
        return add(name, new JsonInteger(value));
    }

    /** Adds a truth value. */
    public JsonObjectBuilder put(String name, boolean value) {
        return add(name, JsonBoolean.of(value));
    }

    /** Adds an enum constant by its name. */
    public JsonObjectBuilder put(String name, Enum<?> value) {
        return value instanceof JsonBoolean flag ? add(name, flag) : add(name, new JsonString(value.name()));
    }

    /** Adds an object. */
    public JsonObjectBuilder put(String name, JsonObject value) {
        return add(name, value);
    }

    /** Adds an array. */
    public JsonObjectBuilder put(String name, JsonArray value) {
        return add(name, value);
    }

    /** Adds a string if there is one; an absent value leaves no field (JSN-9). */
    public JsonObjectBuilder putIfPresent(String name, Optional<String> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Adds an integer if there is one. */
    public JsonObjectBuilder putIfPresent(String name, OptionalLong value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Adds an integer if there is one. */
    public JsonObjectBuilder putLongIfPresent(String name, Optional<Long> value) {
        value.ifPresent(present -> put(name, present.longValue()));
        return this;
    }

    /** Adds any value if there is one. */
    public JsonObjectBuilder putValueIfPresent(String name, Optional<? extends JsonValue> value) {
        value.ifPresent(present -> add(name, present));
        return this;
    }

    /** The object; the builder may be used on. */
    public JsonObject build() {
        return JsonObject.ofSorted(new TreeMap<>(fields));
    }

    /** The object; the builder is not used on. */
    JsonObject last() {
        return JsonObject.ofSorted(fields);
    }

    /** Adds a field whose name is known to be of whole code points; false when the name is taken. */
    boolean addIfAbsent(String name, JsonValue value) {
        return fields.putIfAbsent(name, value) == null;
    }

    JsonObjectBuilder add(String name, JsonValue value) {
        JsonString.requireWholeCodePoints(name);
        if (!addIfAbsent(name, value)) {
            throw new MalformedException("Cannot build object: field '" + name + "' is there twice");
        }
        return this;
    }
}
