package io.kontor.dataplane.testing;

import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.json.JsonString;
import io.kontor.model.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changed copies of JSON objects. */
public final class JsonObjects {

    private JsonObjects() {}

    public static Editor edit(JsonObject object) {
        return new Editor(new TreeMap<>(object.fields()));
    }

    public static JsonObject without(JsonObject object, String field) {
        Editor editor = edit(object);
        editor.fields.remove(field);
        return editor.build();
    }

    public static final class Editor {

        private final Map<String, JsonValue> fields;

        private Editor(Map<String, JsonValue> fields) {
            this.fields = fields;
        }

        public Editor put(String name, String value) {
            fields.put(name, new JsonString(value));
            return this;
        }

        public JsonObject build() {
            JsonObjectBuilder builder = JsonObject.builder();
            fields.forEach((name, value) -> builder.putValueIfPresent(name, Optional.of(value)));
            return builder.build();
        }
    }
}
