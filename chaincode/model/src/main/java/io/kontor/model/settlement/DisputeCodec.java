package io.kontor.model.settlement;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Dispute} (docs/spec/records.md). */
public final class DisputeCodec {

    private DisputeCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Dispute value) {
        return JsonObject.builder()
                .put("disputeId", value.disputeId())
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("logId", value.logId())
                .put("index", value.index())
                .put("leafHash", value.leafHash().hex())
                .put("usage", value.usage())
                .put("ground", value.ground())
                .putIfPresent("evidenceDigest", value.evidenceDigest().map(Digest32::hex))
                .put("status", value.status())
                .putIfPresent("decision", value.decision())
                .putLongIfPresent("creditPeriod", value.creditPeriod().map(Integer::longValue))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Dispute fromJson(JsonObject object) {
        JsonObject json = object.orNamed("dispute")
                .requireOnly(
                        "disputeId",
                        "orderId",
                        "period",
                        "grantId",
                        "action",
                        "logId",
                        "index",
                        "leafHash",
                        "usage",
                        "ground",
                        "evidenceDigest",
                        "status",
                        "decision",
                        "creditPeriod");
        return new Dispute(
                json.string("disputeId"),
                json.string("orderId"),
                json.intValue("period"),
                json.string("grantId"),
                json.constant("action", Action.class),
                json.string("logId"),
                json.longValue("index"),
                json.string("leafHash", Digest32::fromHex),
                json.longValue("usage"),
                json.string("ground"),
                json.optionalString("evidenceDigest", Digest32::fromHex),
                json.constant("status", DisputeStatus.class),
                json.optionalString("decision"),
                json.optionalIntValue("creditPeriod"));
    }
}
