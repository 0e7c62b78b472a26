package io.kontor.model.settlement;

import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.ProvenLeafCodec;

/** The JSON form of {@link SignedUsage} (docs/spec/records.md). */
public final class SignedUsageCodec {

    private SignedUsageCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(SignedUsage value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("head", ProvenLeafCodec.toJson(value.head()))
                .put("receipt", ProvenLeafCodec.toJson(value.receipt()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static SignedUsage fromJson(JsonObject object) {
        JsonObject json = object.orNamed("signed usage").requireOnly("orderId", "period", "head", "receipt");
        return new SignedUsage(
                json.string("orderId"),
                json.intValue("period"),
                json.object("head", ProvenLeafCodec::fromJson),
                json.object("receipt", ProvenLeafCodec::fromJson));
    }
}
