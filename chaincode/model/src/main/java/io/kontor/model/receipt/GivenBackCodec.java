package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link GivenBack} (docs/spec/records.md). */
public final class GivenBackCodec {

    private GivenBackCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(GivenBack value) {
        return JsonObject.builder()
                .put("callId", value.callId())
                .put("logId", value.logId())
                .put("index", value.index())
                .put("unit", value.unit())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static GivenBack fromJson(JsonObject object) {
        JsonObject json = object.orNamed("given back").requireOnly("callId", "logId", "index", "unit");
        return new GivenBack(
                json.string("callId"),
                json.string("logId"),
                json.longValue("index"),
                json.constant("unit", UnitReturn.class));
    }
}
