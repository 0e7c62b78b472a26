package io.kontor.model.grant;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link TimeWindow} (docs/spec/records.md). */
public final class TimeWindowCodec {

    private TimeWindowCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(TimeWindow value) {
        return JsonObject.builder()
                .put("startsAt", value.startsAt())
                .put("endsAt", value.endsAt())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static TimeWindow fromJson(JsonObject object) {
        JsonObject json = object.orNamed("time window").requireOnly("startsAt", "endsAt");
        return new TimeWindow(json.longValue("startsAt"), json.longValue("endsAt"));
    }
}
