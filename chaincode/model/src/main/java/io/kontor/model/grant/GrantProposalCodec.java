package io.kontor.model.grant;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link GrantProposal} (docs/spec/records.md). */
public final class GrantProposalCodec {

    private GrantProposalCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(GrantProposal value) {
        return JsonObject.builder()
                .put("grantId", value.grantId())
                .put("version", value.version())
                .put("orderId", value.orderId())
                .put("terms", GrantTermsCodec.toJson(value.terms()))
                .put("termsHash", value.termsHash().hex())
                .put("evidenceKeyDigest", value.evidenceKeyDigest().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static GrantProposal fromJson(JsonObject object) {
        JsonObject json = object.orNamed("grant proposal")
                .requireOnly("grantId", "version", "orderId", "terms", "termsHash", "evidenceKeyDigest");
        return new GrantProposal(
                json.string("grantId"),
                json.intValue("version"),
                json.string("orderId"),
                json.object("terms", GrantTermsCodec::fromJson),
                json.string("termsHash", Digest32::fromHex),
                json.string("evidenceKeyDigest", Digest32::fromHex));
    }
}
