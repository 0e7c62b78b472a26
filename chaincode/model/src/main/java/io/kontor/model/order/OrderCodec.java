package io.kontor.model.order;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.sharing.SplitPlanCodec;

/** The JSON form of {@link Order} (docs/spec/records.md). */
public final class OrderCodec {

    private OrderCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Order value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("productId", value.productId())
                .put("tariffVersion", value.tariffVersion())
                .put("scenarioId", value.scenarioId())
                .put("seller", value.seller())
                .put("buyer", value.buyer())
                .put("splitPlan", SplitPlanCodec.toJson(value.splitPlan()))
                .put("users", JsonArray.ofObjects(value.users(), CredentialCodec::toJson))
                .put("applications", JsonArray.ofObjects(value.applications(), CredentialCodec::toJson))
                .put("period", value.period())
                .put("status", value.status())
                .put("signatures", JsonArray.ofObjects(value.signatures(), SignatureCodec::toJson))
                .putValueIfPresent("confidential", value.confidential().map(TermsCommitmentCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Order fromJson(JsonObject object) {
        JsonObject json = object.orNamed("order")
                .requireOnly(
                        "orderId",
                        "productId",
                        "tariffVersion",
                        "scenarioId",
                        "seller",
                        "buyer",
                        "splitPlan",
                        "users",
                        "applications",
                        "period",
                        "status",
                        "signatures",
                        "confidential");
        return new Order(
                json.string("orderId"),
                json.string("productId"),
                json.intValue("tariffVersion"),
                json.string("scenarioId"),
                json.string("seller"),
                json.string("buyer"),
                json.object("splitPlan", SplitPlanCodec::fromJson),
                json.array("users").objects(CredentialCodec::fromJson),
                json.array("applications").objects(CredentialCodec::fromJson),
                json.intValue("period"),
                json.constant("status", OrderStatus.class),
                json.array("signatures").objects(SignatureCodec::fromJson),
                json.optionalObject("confidential").map(TermsCommitmentCodec::fromJson));
    }
}
