package io.kontor.model.settlement;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link CountDifference} (docs/spec/records.md). */
public final class CountDifferenceCodec {

    private CountDifferenceCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(CountDifference value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("supplier", PeriodCountCodec.toJson(value.supplier()))
                .put("buyer", PeriodCountCodec.toJson(value.buyer()))
                .put("missing", JsonArray.ofObjects(value.missing(), MissingReceiptCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static CountDifference fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("count difference").requireOnly("orderId", "period", "supplier", "buyer", "missing");
        return new CountDifference(
                json.string("orderId"),
                json.intValue("period"),
                json.object("supplier", PeriodCountCodec::fromJson),
                json.object("buyer", PeriodCountCodec::fromJson),
                json.array("missing").objects(MissingReceiptCodec::fromJson));
    }
}
