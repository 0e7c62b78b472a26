package io.kontor.model.grant;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link UsageBounds} (docs/spec/records.md). */
public final class UsageBoundsCodec {

    private UsageBoundsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(UsageBounds value) {
        return JsonObject.builder()
                .putValueIfPresent("hours", value.hours().map(DayHoursCodec::toJson))
                .putValueIfPresent("weekdays", value.weekdays().map(JsonArray::ofConstants))
                .putValueIfPresent(
                        "rates", value.rates().map(rates -> JsonArray.ofObjects(rates, RateLimitCodec::toJson)))
                .putLongIfPresent("bytesMax", value.bytesMax())
                .putLongIfPresent("recordsMax", value.recordsMax())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is unknown or out of its range, or there is none
     */
    public static UsageBounds fromJson(JsonObject object) {
        JsonObject json = object.orNamed("bounds").requireOnly("hours", "weekdays", "rates", "bytesMax", "recordsMax");
        return new UsageBounds(
                json.optionalObject("hours").map(DayHoursCodec::fromJson),
                json.optionalArray("weekdays").map(days -> days.constants(Weekday.class)),
                json.optionalArray("rates").map(rates -> rates.objects(RateLimitCodec::fromJson)),
                json.optionalLongValue("bytesMax"),
                json.optionalLongValue("recordsMax"));
    }
}
