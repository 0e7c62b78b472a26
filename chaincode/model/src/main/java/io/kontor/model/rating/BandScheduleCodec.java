package io.kontor.model.rating;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link BandSchedule} (docs/spec/records.md). */
public final class BandScheduleCodec {

    private BandScheduleCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(BandSchedule value) {
        return JsonObject.builder()
                .put("bands", JsonArray.ofObjects(value.bands(), TariffBandCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static BandSchedule fromJson(JsonObject object) {
        JsonObject json = object.orNamed("band schedule").requireOnly("bands");
        return new BandSchedule(json.array("bands").objects(TariffBandCodec::fromJson));
    }
}
