package io.kontor.model.receipt;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link ClaimBatch} (docs/spec/records.md). */
public final class ClaimBatchCodec {

    private ClaimBatchCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ClaimBatch value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("epoch", value.epoch())
                .put("claims", JsonArray.ofObjects(value.claims(), ClaimCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ClaimBatch fromJson(JsonObject object) {
        JsonObject json = object.orNamed("claim batch").requireOnly("logId", "epoch", "claims");
        return new ClaimBatch(
                json.string("logId"),
                json.longValue("epoch"),
                json.array("claims").objects(ClaimCodec::fromJson));
    }
}
