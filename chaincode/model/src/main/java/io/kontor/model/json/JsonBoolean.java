package io.kontor.model.json;

/** The two truth values. */
public enum JsonBoolean implements JsonValue {
    TRUE(true),
    FALSE(false);

    private final boolean value;

    JsonBoolean(boolean value) {
        this.value = value;
    }

    /** The Java value. */
    public boolean value() {
        return value;
    }

    static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
