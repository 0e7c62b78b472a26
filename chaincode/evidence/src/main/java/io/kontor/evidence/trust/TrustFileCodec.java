package io.kontor.evidence.trust;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;

/** The canonical JSON of a trust file (TRU-1). */
public final class TrustFileCodec {

    private static final int VERSION = 1;

    private TrustFileCodec() {}

    /** The file's bytes. */
    public static byte[] write(TrustFile trust) {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("version", VERSION)
                .put("ledger", trust.ledger())
                .put("channel", trust.channel())
                .put("chaincode", trust.chaincode())
                .put("organisations", JsonArray.ofObjects(trust.organisations(), TrustFileCodec::organisation))
                .put("attestation", atLeast(trust.attestation()))
                .put("endorsement", atLeast(trust.endorsement()))
                .build());
    }

    /**
     * Reads the file's bytes.
     *
     * @throws MalformedException when they are no trust file in canonical form
     */
    public static TrustFile read(byte[] bytes) {
        JsonObject json = CanonicalJson.parseCanonical(bytes)
                .named("trust file")
                .requireOnly(
                        "version", "ledger", "channel", "chaincode", "organisations", "attestation", "endorsement");
        if (json.longValue("version") != VERSION) {
            throw new MalformedException(
                    "Cannot read trust file: version " + json.longValue("version") + ", must be " + VERSION);
        }
        return new TrustFile(
                json.constant("ledger", LedgerKind.class),
                json.string("channel"),
                json.string("chaincode"),
                json.array("organisations").objects(TrustFileCodec::organisation),
                atLeast(json.object("attestation")),
                atLeast(json.object("endorsement")));
    }

    private static JsonObject organisation(TrustedOrganisation organisation) {
        return JsonObject.builder()
                .put("mspId", organisation.mspId())
                .put("roots", JsonArray.ofStrings(organisation.roots()))
                .put("city", organisation.city())
                .put("kind", organisation.kind())
                .build();
    }

    private static TrustedOrganisation organisation(JsonObject json) {
        json.requireOnly("mspId", "roots", "city", "kind");
        return new TrustedOrganisation(
                json.string("mspId"),
                json.array("roots").strings(),
                json.string("city"),
                json.constant("kind", OrganisationKind.class));
    }

    private static JsonObject atLeast(int organisations) {
        return JsonObject.builder().put("atLeast", organisations).build();
    }

    private static int atLeast(JsonObject json) {
        return json.requireOnly("atLeast").intValue("atLeast");
    }
}
