package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Claim} (docs/spec/records.md). */
public final class ClaimCodec {

    private ClaimCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Claim value) {
        return JsonObject.builder()
                .put("callId", value.callId())
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("unit", value.unit())
                .putValueIfPresent("consent", value.consent().map(ConsentClaimCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Claim fromJson(JsonObject object) {
        JsonObject json = object.orNamed("claim").requireOnly("callId", "grantId", "action", "unit", "consent");
        return new Claim(
                json.string("callId"),
                json.string("grantId"),
                json.constant("action", Action.class),
                json.constant("unit", UnitSource.class),
                json.optionalObject("consent").map(ConsentClaimCodec::fromJson));
    }
}
