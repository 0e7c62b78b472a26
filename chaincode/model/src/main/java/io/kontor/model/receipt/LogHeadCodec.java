package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link LogHead} (docs/spec/records.md). */
public final class LogHeadCodec {

    private LogHeadCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(LogHead value) {
        return JsonObject.builder()
                .put("head", SignedTreeHeadCodec.toJson(value.head()))
                .put("transactionId", value.transactionId())
                .put("anchoredAt", value.anchoredAt())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static LogHead fromJson(JsonObject object) {
        JsonObject json = object.orNamed("log head").requireOnly("head", "transactionId", "anchoredAt");
        return new LogHead(
                json.object("head", SignedTreeHeadCodec::fromJson),
                json.string("transactionId"),
                json.longValue("anchoredAt"));
    }
}
