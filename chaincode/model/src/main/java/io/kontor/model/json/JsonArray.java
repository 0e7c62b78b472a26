package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** An immutable array. Reading an element of another type fails with a message that names the array and the index. */
public final class JsonArray implements JsonValue {

    private final String label;
    private final List<JsonValue> values;
    private final int depth;

    private JsonArray(String label, List<JsonValue> values) {
        this.label = label;
        this.values = values;
        this.depth = JsonDepth.above(values);
    }

    /** An array of these values. */
    public static JsonArray of(Collection<? extends JsonValue> values) {
        return new JsonArray("array", List.copyOf(values));
    }

    /** An array of these strings. */
    public static JsonArray ofStrings(Collection<String> values) {
        return of(values.stream().map(JsonString::new).toList());
    }

    /** An array of the names of these enum constants. */
    public static JsonArray ofConstants(Collection<? extends Enum<?>> values) {
        return ofStrings(values.stream().<String>map(Enum::name).toList());
    }

    /** An array of these integers. */
    public static JsonArray ofLongs(Collection<Long> values) {
        return of(values.stream().map(JsonInteger::new).toList());
    }

    /** An array of what the function makes of each element, in their order. */
    public static <T> JsonArray ofObjects(Collection<T> values, Function<T, JsonObject> toJson) {
        return of(values.stream().map(toJson).toList());
    }

    JsonArray labelled(String newLabel) {
        return new JsonArray(newLabel, values);
    }

    /** Number of elements. */
    public int size() {
        return values.size();
    }

    /** The elements. */
    public List<JsonValue> values() {
        return values;
    }

    /** All elements as strings. */
    public List<String> strings() {
        return map(JsonString.class, JsonString::value);
    }

    /** All elements as what the function makes of each string. */
    public <T> List<T> strings(Function<String, T> read) {
        return map(JsonString.class, value -> read.apply(value.value()));
    }

    /** All elements as enum constants. */
    public <E extends Enum<E>> List<E> constants(Class<E> type) {
        return strings(value -> constantOf("it is", value, type));
    }

    /** All elements as integers. */
    public List<Long> longs() {
        return map(JsonInteger.class, JsonInteger::value);
    }

    /** All elements as what the function makes of each object. */
    public <T> List<T> objects(Function<JsonObject, T> read) {
        return map(JsonObject.class, read);
    }

    private <V extends JsonValue, T> List<T> map(Class<V> type, Function<V, T> read) {
        List<T> result = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            JsonValue value = values.get(i);
            if (!type.isInstance(value)) {
                throw new MalformedException("Cannot read " + label + "[" + i + "]: it is "
                        + JsonObject.typeName(value.getClass()) + ", must be " + JsonObject.typeName(type));
            }
            JsonValue named = value instanceof JsonObject object ? object.named(label + "[" + i + "]") : value;
            result.add(readElement(read, type.cast(named), i));
        }
        return List.copyOf(result);
    }

    private <V, T> T readElement(Function<V, T> read, V value, int index) {
        try {
            return read.apply(value);
        } catch (MalformedException e) {
            if (value instanceof JsonObject) {
                throw e;
            }
            throw new MalformedException("Cannot read " + label + "[" + index + "]: " + e.getMessage(), e);
        }
    }

    static <E extends Enum<E>> E constantOf(String complaint, String value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new MalformedException(
                complaint + " '" + value + "', must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    int depth() {
        return depth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return JsonWriter.write(this);
    }
}
