package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;
import io.kontor.model.order.SignatureCodec;

/** The JSON form of {@link WriteOff} (docs/spec/records.md). */
public final class WriteOffCodec {

    private WriteOffCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(WriteOff value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("epoch", value.epoch())
                .put("reason", value.reason())
                .put("signature", SignatureCodec.toJson(value.signature()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static WriteOff fromJson(JsonObject object) {
        JsonObject json = object.orNamed("write-off").requireOnly("logId", "epoch", "reason", "signature");
        return new WriteOff(
                json.string("logId"),
                json.longValue("epoch"),
                json.string("reason"),
                json.object("signature", SignatureCodec::fromJson));
    }
}
