package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link UsageCounts} (docs/spec/records.md). */
public final class UsageCountsCodec {

    private UsageCountsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(UsageCounts value) {
        return JsonObject.builder()
                .put("unitsEver", value.unitsEver())
                .put("calls", value.calls())
                .put("hits", value.hits())
                .put("usage", value.usage())
                .put("bytes", value.bytes())
                .put("denied", value.denied())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static UsageCounts fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("usage counts").requireOnly("unitsEver", "calls", "hits", "usage", "bytes", "denied");
        return new UsageCounts(
                json.longValue("unitsEver"),
                json.longValue("calls"),
                json.longValue("hits"),
                json.longValue("usage"),
                json.longValue("bytes"),
                json.longValue("denied"));
    }
}
