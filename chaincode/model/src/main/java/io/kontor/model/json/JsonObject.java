package io.kontor.model.json;

import io.kontor.model.rejection.MalformedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An immutable object whose fields are sorted by UTF-16 code units (JSN-3). Getters either return a value of the type asked
 * for or fail with {@code Cannot read <record>: field 'x' …}; {@link #named} sets the record's name.
 */
public final class JsonObject implements JsonValue {

    private static final String UNNAMED = "object";

    private final String label;
    private final SortedMap<String, JsonValue> fields;
    private final int depth;

    private JsonObject(String label, SortedMap<String, JsonValue> fields) {
        this.label = label;
        this.fields = fields;
        this.depth = JsonDepth.above(fields.values());
    }

    static JsonObject ofSorted(SortedMap<String, JsonValue> fields) {
        return new JsonObject(UNNAMED, Collections.unmodifiableSortedMap(fields));
    }

    /** An empty builder. */
    public static JsonObjectBuilder builder() {
        return new JsonObjectBuilder();
    }

    /** The same fields under a name for messages, such as {@code grant}. */
    public JsonObject named(String record) {
        return new JsonObject(record, fields);
    }

    /** The same fields, named so unless they have a name already, such as the path to a nested object. */
    public JsonObject orNamed(String record) {
        return label.equals(UNNAMED) ? named(record) : this;
    }

    /** The fields in canonical order. */
    public SortedMap<String, JsonValue> fields() {
        return fields;
    }

    /** Whether the field is there. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A required string. */
    public String string(String name) {
        return required(name, JsonString.class).value();
    }

    /** A string, empty when the field is not there. */
    public Optional<String> optionalString(String name) {
        return optional(name, JsonString.class).map(JsonString::value);
    }

    /** What the function makes of a required string; its complaint is passed on with the field's name. */
    public <T> T string(String name, Function<String, T> read) {
        return converted(name, string(name), read);
    }

    /** What the function makes of a string, empty when the field is not there. */
    public <T> Optional<T> optionalString(String name, Function<String, T> read) {
        return optionalString(name).map(value -> converted(name, value, read));
    }

    /** A required enum constant, written by its name. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return constantOf(name, string(name), type);
    }

    /** An enum constant, empty when the field is not there. */
    public <E extends Enum<E>> Optional<E> optionalConstant(String name, Class<E> type) {
        return optionalString(name).map(value -> constantOf(name, value, type));
    }

    /** A required integer. */
    public long longValue(String name) {
        return required(name, JsonInteger.class).value();
    }

    /** An integer, empty when the field is not there. */
    public OptionalLong optionalLong(String name) {
        return optional(name, JsonInteger.class)
                .map(value -> OptionalLong.of(value.value()))
                .orElseGet(OptionalLong::empty);
    }

    /** An integer as an object, empty when the field is not there. */
    public Optional<Long> optionalLongValue(String name) {
        return optional(name, JsonInteger.class).map(JsonInteger::value);
    }

    /** An integer that fits an {@code int}, empty when the field is not there. */
    public Optional<Integer> optionalIntValue(String name) {
        return has(name) ? Optional.of(intValue(name)) : Optional.empty();
    }

    /** A required integer that fits an {@code int}. */
    public int intValue(String name) {
        long value = longValue(name);
        if (value != (int) value) {
            throw problem(name, "is " + value + ", must fit 32 bits");
        }
        return (int) value;
    }

    /** A required truth value. */
    public boolean flag(String name) {
        return required(name, JsonBoolean.class).value();
    }

    /** A required object, named after this one and the field. */
    public JsonObject object(String name) {
        return required(name, JsonObject.class).named(path(name));
    }

    /** What the function makes of a required object. */
    public <T> T object(String name, Function<JsonObject, T> read) {
        return read.apply(object(name));
    }

    /** An object, empty when the field is not there. */
    public Optional<JsonObject> optionalObject(String name) {
        return optional(name, JsonObject.class).map(value -> value.named(path(name)));
    }

    /** A required array. */
    public JsonArray array(String name) {
        return required(name, JsonArray.class).labelled(path(name));
    }

    /** An array, empty when the field is not there. */
    public Optional<JsonArray> optionalArray(String name) {
        return optional(name, JsonArray.class).map(value -> value.labelled(path(name)));
    }

    /**
     * Refuses every field that is not listed (JSN-10).
     *
     * @return this
     */
    public JsonObject requireOnly(String... names) {
        List<String> known = Arrays.asList(names);
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw problem(name, "is unknown, known are " + String.join(", ", known));
            }
        }
        return this;
    }

    /** The name of the first field, in canonical order, whose value differs or which only one of the two has. */
    public Optional<String> firstDifference(JsonObject other) {
        TreeMap<String, JsonValue> all = new TreeMap<>(fields);
        all.putAll(other.fields);
        for (String name : all.keySet()) {
            JsonValue mine = fields.get(name);
            JsonValue theirs = other.fields.get(name);
            if (mine == null || theirs == null) {
                return Optional.of(name);
            }
            if (!mine.equals(theirs)) {
                return mine instanceof JsonObject left && theirs instanceof JsonObject right
                        ? left.firstDifference(right).map(inner -> name + "." + inner)
                        : Optional.of(name);
            }
        }
        return Optional.empty();
    }

    int depth() {
        return depth;
    }

    static String typeName(Class<?> type) {
        return type.getSimpleName().substring("Json".length()).toLowerCase(Locale.ROOT);
    }

    private String path(String name) {
        return label + "." + name;
    }

    private MalformedException problem(String name, String what) {
        return new MalformedException("Cannot read " + label + ": field '" + name + "' " + what);
    }

    private <V extends JsonValue> V required(String name, Class<V> type) {
        return optional(name, type).orElseThrow(() -> problem(name, "is missing"));
    }

    private <V extends JsonValue> Optional<V> optional(String name, Class<V> type) {
        @Nullable JsonValue value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw problem(name, "is " + typeName(value.getClass()) + ", must be " + typeName(type));
        }
        return Optional.of(type.cast(value));
    }

    private <T> T converted(String name, String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (MalformedException e) {
            throw new MalformedException("Cannot read " + label + ": field '" + name + "': " + e.getMessage(), e);
        }
    }

    private <E extends Enum<E>> E constantOf(String name, String value, Class<E> type) {
        return JsonArray.constantOf("Cannot read " + label + ": field '" + name + "' is", value, type);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return JsonWriter.write(this);
    }
}
