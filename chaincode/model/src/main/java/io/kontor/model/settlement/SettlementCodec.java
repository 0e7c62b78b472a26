package io.kontor.model.settlement;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.SignatureCodec;

/** The JSON form of {@link Settlement} (docs/spec/records.md). */
public final class SettlementCodec {

    private SettlementCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Settlement value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("status", value.status())
                .put("closings", JsonArray.ofObjects(value.closings(), SignatureCodec::toJson))
                .putLongIfPresent("closedAt", value.closedAt())
                .put("supplierCounts", JsonArray.ofObjects(value.supplierCounts(), PeriodCountCodec::toJson))
                .put("buyerCounts", JsonArray.ofObjects(value.buyerCounts(), PeriodCountCodec::toJson))
                .putValueIfPresent("rating", value.rating().map(PeriodRatingCodec::toJson))
                .putValueIfPresent("shares", value.shares().map(PeriodSharesCodec::toJson))
                .put("confirmations", JsonArray.ofObjects(value.confirmations(), SignatureCodec::toJson))
                .putIfPresent("paymentDigest", value.paymentDigest().map(Digest32::hex))
                .put("disputedUsage", value.disputedUsage())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Settlement fromJson(JsonObject object) {
        JsonObject json = object.orNamed("settlement")
                .requireOnly(
                        "orderId",
                        "period",
                        "status",
                        "closings",
                        "closedAt",
                        "supplierCounts",
                        "buyerCounts",
                        "rating",
                        "shares",
                        "confirmations",
                        "paymentDigest",
                        "disputedUsage");
        return new Settlement(
                json.string("orderId"),
                json.intValue("period"),
                json.constant("status", SettlementStatus.class),
                json.array("closings").objects(SignatureCodec::fromJson),
                json.optionalLongValue("closedAt"),
                json.array("supplierCounts").objects(PeriodCountCodec::fromJson),
                json.array("buyerCounts").objects(PeriodCountCodec::fromJson),
                json.optionalObject("rating").map(PeriodRatingCodec::fromJson),
                json.optionalObject("shares").map(PeriodSharesCodec::fromJson),
                json.array("confirmations").objects(SignatureCodec::fromJson),
                json.optionalString("paymentDigest", Digest32::fromHex),
                json.longValue("disputedUsage"));
    }
}
