package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;

/** The JSON form of {@link ClaimResult} (docs/spec/records.md). */
public final class ClaimResultCodec {

    private ClaimResultCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ClaimResult value) {
        return JsonObject.builder()
                .put("callId", value.callId())
                .putIfPresent("refusal", value.refusal().map(Enum::name))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ClaimResult fromJson(JsonObject object) {
        JsonObject json = object.orNamed("claim result").requireOnly("callId", "refusal");
        return new ClaimResult(json.string("callId"), json.optionalConstant("refusal", RejectionCode.class));
    }
}
