package io.kontor.model.grant;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link RateLimit} (docs/spec/records.md). */
public final class RateLimitCodec {

    private RateLimitCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(RateLimit value) {
        return JsonObject.builder()
                .put("period", value.period())
                .put("limit", value.limit())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static RateLimit fromJson(JsonObject object) {
        JsonObject json = object.orNamed("rate limit").requireOnly("period", "limit");
        return new RateLimit(json.constant("period", RatePeriod.class), json.longValue("limit"));
    }
}
