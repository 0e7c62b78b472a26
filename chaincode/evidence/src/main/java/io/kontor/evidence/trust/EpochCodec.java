package io.kontor.evidence.trust;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON of an epoch. */
final class EpochCodec {

    private EpochCodec() {}

    static JsonObject toJson(Epoch epoch) {
        return JsonObject.builder()
                .put("block", epoch.block())
                .put("hash", epoch.hash().hex())
                .put("organisations", JsonArray.ofObjects(epoch.organisations(), EpochCodec::organisation))
                .put("endorsement", RuleCodec.toJson(epoch.endorsement()))
                .putValueIfPresent("ordering", epoch.ordering().map(EpochCodec::ordering))
                .build();
    }

    static Epoch fromJson(JsonObject json) {
        json.requireOnly("block", "hash", "organisations", "endorsement", "ordering");
        return new Epoch(
                json.longValue("block"),
                json.string("hash", Digest32::fromHex),
                json.array("organisations").objects(EpochCodec::organisation),
                json.object("endorsement", RuleCodec::fromJson),
                json.optionalObject("ordering").map(EpochCodec::ordering));
    }

    private static JsonObject organisation(TrustedOrganisation organisation) {
        return JsonObject.builder()
                .put("mspId", organisation.mspId())
                .put("roots", JsonArray.ofStrings(organisation.roots()))
                .put("intermediates", JsonArray.ofStrings(organisation.intermediates()))
                .put("revoked", JsonArray.ofStrings(organisation.revoked()))
                .put("city", organisation.city())
                .put("kind", organisation.kind())
                .build();
    }

    private static TrustedOrganisation organisation(JsonObject json) {
        json.requireOnly("mspId", "roots", "intermediates", "revoked", "city", "kind");
        return new TrustedOrganisation(
                json.string("mspId"),
                json.array("roots").strings(),
                json.array("intermediates").strings(),
                json.array("revoked").strings(),
                json.string("city"),
                json.constant("kind", OrganisationKind.class));
    }

    private static JsonObject ordering(Ordering ordering) {
        return JsonObject.builder()
                .put("quorum", ordering.quorum())
                .put(
                        "consenters",
                        JsonArray.ofObjects(
                                ordering.consenters(),
                                one -> JsonObject.builder()
                                        .put("id", one.id())
                                        .put("mspId", one.mspId())
                                        .put("certificate", one.certificate())
                                        .build()))
                .build();
    }

    private static Ordering ordering(JsonObject json) {
        json.requireOnly("quorum", "consenters");
        return new Ordering(json.intValue("quorum"), json.array("consenters").objects(one -> {
            one.requireOnly("id", "mspId", "certificate");
            return new Consenter(one.longValue("id"), one.string("mspId"), one.string("certificate"));
        }));
    }
}
