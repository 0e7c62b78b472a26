package io.kontor.model.settlement;

import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProofCodec;

/** The JSON form of {@link DisputeOpening} (docs/spec/records.md). */
public final class DisputeOpeningCodec {

    private DisputeOpeningCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(DisputeOpening value) {
        return JsonObject.builder()
                .put("disputeId", value.disputeId())
                .put("orderId", value.orderId())
                .put("leaf", value.leaf())
                .put("proof", InclusionProofCodec.toJson(value.proof()))
                .put("ground", value.ground())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static DisputeOpening fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("dispute opening").requireOnly("disputeId", "orderId", "leaf", "proof", "ground");
        return new DisputeOpening(
                json.string("disputeId"),
                json.string("orderId"),
                json.string("leaf"),
                json.object("proof", InclusionProofCodec::fromJson),
                json.string("ground"));
    }
}
