package io.kontor.model.resource;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link DataItem} (docs/spec/records.md). */
public final class DataItemCodec {

    private DataItemCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(DataItem value) {
        return JsonObject.builder()
                .put("name", value.name())
                .put("type", value.type())
                .put("sensitivity", value.sensitivity())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static DataItem fromJson(JsonObject object) {
        JsonObject json = object.orNamed("data item").requireOnly("name", "type", "sensitivity");
        return new DataItem(json.string("name"), json.string("type"), json.constant("sensitivity", Sensitivity.class));
    }
}
