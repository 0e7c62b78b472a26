package io.kontor.model.settlement;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link PeriodCount} (docs/spec/records.md). */
public final class PeriodCountCodec {

    private PeriodCountCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(PeriodCount value) {
        return JsonObject.builder()
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("calls", value.calls())
                .put("hits", value.hits())
                .put("usage", value.usage())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static PeriodCount fromJson(JsonObject object) {
        JsonObject json = object.orNamed("period count").requireOnly("grantId", "action", "calls", "hits", "usage");
        return new PeriodCount(
                json.string("grantId"),
                json.constant("action", Action.class),
                json.longValue("calls"),
                json.longValue("hits"),
                json.longValue("usage"));
    }
}
