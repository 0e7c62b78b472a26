package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link PeriodClosed} (docs/spec/records.md). */
public final class PeriodClosedCodec {

    private PeriodClosedCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(PeriodClosed value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("index", value.index())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static PeriodClosed fromJson(JsonObject object) {
        JsonObject json = object.orNamed("period closed").requireOnly("logId", "orderId", "period", "index");
        return new PeriodClosed(
                json.string("logId"), json.string("orderId"), json.intValue("period"), json.longValue("index"));
    }
}
