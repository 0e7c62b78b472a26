package io.kontor.model.grant;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link DayHours} (docs/spec/records.md). */
public final class DayHoursCodec {

    private DayHoursCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(DayHours value) {
        return JsonObject.builder()
                .put("fromMinute", value.fromMinute())
                .put("toMinute", value.toMinute())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static DayHours fromJson(JsonObject object) {
        JsonObject json = object.orNamed("hours").requireOnly("fromMinute", "toMinute");
        return new DayHours(json.intValue("fromMinute"), json.intValue("toMinute"));
    }
}
