package io.kontor.model.order;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link OrderProposal} (docs/spec/records.md). */
public final class OrderProposalCodec {

    private OrderProposalCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(OrderProposal value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("productId", value.productId())
                .put("tariffVersion", value.tariffVersion())
                .put("scenarioId", value.scenarioId())
                .put("seller", value.seller())
                .put("buyer", value.buyer())
                .put("users", JsonArray.ofObjects(value.users(), CredentialCodec::toJson))
                .put("applications", JsonArray.ofObjects(value.applications(), CredentialCodec::toJson))
                .putValueIfPresent("confidential", value.confidential().map(TermsCommitmentCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static OrderProposal fromJson(JsonObject object) {
        JsonObject json = object.orNamed("order proposal")
                .requireOnly(
                        "orderId",
                        "productId",
                        "tariffVersion",
                        "scenarioId",
                        "seller",
                        "buyer",
                        "users",
                        "applications",
                        "confidential");
        return new OrderProposal(
                json.string("orderId"),
                json.string("productId"),
                json.intValue("tariffVersion"),
                json.string("scenarioId"),
                json.string("seller"),
                json.string("buyer"),
                json.array("users").objects(CredentialCodec::fromJson),
                json.array("applications").objects(CredentialCodec::fromJson),
                json.optionalObject("confidential").map(TermsCommitmentCodec::fromJson));
    }
}
