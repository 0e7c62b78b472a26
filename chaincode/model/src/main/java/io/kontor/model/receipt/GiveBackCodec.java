package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link GiveBack} (docs/spec/records.md). */
public final class GiveBackCodec {

    private GiveBackCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(GiveBack value) {
        return JsonObject.builder()
                .put("closing", ProvenLeafCodec.toJson(value.closing()))
                .put("unit", value.unit())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static GiveBack fromJson(JsonObject object) {
        JsonObject json = object.orNamed("giving back").requireOnly("closing", "unit");
        return new GiveBack(json.object("closing", ProvenLeafCodec::fromJson), json.constant("unit", UnitReturn.class));
    }
}
