package io.kontor.model.consent;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Consent} (docs/spec/records.md). */
public final class ConsentCodec {

    private ConsentCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Consent value) {
        return JsonObject.builder()
                .put("consentId", value.consentId())
                .put("attester", value.attester())
                .put("commitment", value.commitment().hex())
                .put("validFrom", value.validFrom())
                .put("validUntil", value.validUntil())
                .put("status", value.status())
                .putIfPresent("callId", value.callId())
                .putIfPresent("logId", value.logId())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Consent fromJson(JsonObject object) {
        JsonObject json = object.orNamed("consent")
                .requireOnly(
                        "consentId", "attester", "commitment", "validFrom", "validUntil", "status", "callId", "logId");
        return new Consent(
                json.string("consentId"),
                json.string("attester"),
                json.string("commitment", Digest32::fromHex),
                json.longValue("validFrom"),
                json.longValue("validUntil"),
                json.constant("status", ConsentStatus.class),
                json.optionalString("callId"),
                json.optionalString("logId"));
    }
}
