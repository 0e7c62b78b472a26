package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Claim.ConsentClaim;

/** The JSON form of {@link ConsentClaim} (docs/spec/records.md). */
final class ConsentClaimCodec {

    private ConsentClaimCodec() {}

    /** Writes the record. */
    static JsonObject toJson(ConsentClaim value) {
        return JsonObject.builder()
                .put("consentId", value.consentId())
                .put("documentHash", value.documentHash().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    static ConsentClaim fromJson(JsonObject object) {
        JsonObject json = object.orNamed("consent claim").requireOnly("consentId", "documentHash");
        return new ConsentClaim(json.string("consentId"), json.string("documentHash", Digest32::fromHex));
    }
}
