package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link ReceiptLog} (docs/spec/records.md). */
public final class ReceiptLogCodec {

    private ReceiptLogCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ReceiptLog value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("participantId", value.participantId())
                .put("cityId", value.cityId())
                .put("suite", value.suite())
                .put("publicKey", value.publicKey())
                .put("address", value.address())
                .put("epoch", value.epoch())
                .put("instance", value.instance())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ReceiptLog fromJson(JsonObject object) {
        JsonObject json = object.orNamed("receipt log")
                .requireOnly("logId", "participantId", "cityId", "suite", "publicKey", "address", "epoch", "instance");
        return new ReceiptLog(
                json.string("logId"),
                json.string("participantId"),
                json.string("cityId"),
                json.string("suite"),
                json.string("publicKey"),
                json.string("address"),
                json.longValue("epoch"),
                json.string("instance"));
    }
}
