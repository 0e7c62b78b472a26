package io.kontor.model.settlement;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link AcknowledgedUsage} (docs/spec/records.md). */
public final class AcknowledgedUsageCodec {

    private AcknowledgedUsageCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(AcknowledgedUsage value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("logId", value.logId())
                .put("treeSize", value.treeSize())
                .put("headIndex", value.headIndex())
                .put("receiptIndex", value.receiptIndex())
                .put("count", PeriodCountCodec.toJson(value.count()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static AcknowledgedUsage fromJson(JsonObject object) {
        JsonObject json = object.orNamed("acknowledged usage")
                .requireOnly("orderId", "period", "logId", "treeSize", "headIndex", "receiptIndex", "count");
        return new AcknowledgedUsage(
                json.string("orderId"),
                json.intValue("period"),
                json.string("logId"),
                json.longValue("treeSize"),
                json.longValue("headIndex"),
                json.longValue("receiptIndex"),
                json.object("count", PeriodCountCodec::fromJson));
    }
}
