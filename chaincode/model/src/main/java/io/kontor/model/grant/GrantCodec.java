package io.kontor.model.grant;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.SignatureCodec;

/** The JSON form of {@link Grant} (docs/spec/records.md). */
public final class GrantCodec {

    private GrantCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Grant value) {
        return JsonObject.builder()
                .put("grantId", value.grantId())
                .put("version", value.version())
                .put("orderId", value.orderId())
                .put("resourceId", value.resourceId())
                .put("supplier", value.supplier())
                .put("seller", value.seller())
                .put("buyer", value.buyer())
                .put("terms", GrantTermsCodec.toJson(value.terms()))
                .put("termsHash", value.termsHash().hex())
                .put("tariffVersion", value.tariffVersion())
                .put("evidenceKeyDigest", value.evidenceKeyDigest().hex())
                .put("status", value.status())
                .put("signatures", JsonArray.ofObjects(value.signatures(), SignatureCodec::toJson))
                .putIfPresent("reason", value.reason())
                .put("proposedAt", value.proposedAt())
                .putLongIfPresent("endedAt", value.endedAt())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Grant fromJson(JsonObject object) {
        JsonObject json = object.orNamed("grant")
                .requireOnly(
                        "grantId",
                        "version",
                        "orderId",
                        "resourceId",
                        "supplier",
                        "seller",
                        "buyer",
                        "terms",
                        "termsHash",
                        "tariffVersion",
                        "evidenceKeyDigest",
                        "status",
                        "signatures",
                        "reason",
                        "proposedAt",
                        "endedAt");
        return new Grant(
                json.string("grantId"),
                json.intValue("version"),
                json.string("orderId"),
                json.string("resourceId"),
                json.string("supplier"),
                json.string("seller"),
                json.string("buyer"),
                json.object("terms", GrantTermsCodec::fromJson),
                json.string("termsHash", Digest32::fromHex),
                json.intValue("tariffVersion"),
                json.string("evidenceKeyDigest", Digest32::fromHex),
                json.constant("status", GrantStatus.class),
                json.array("signatures").objects(SignatureCodec::fromJson),
                json.optionalString("reason"),
                json.longValue("proposedAt"),
                json.optionalLongValue("endedAt"));
    }
}
