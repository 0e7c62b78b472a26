package io.kontor.model.settlement;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link OrderAccount} (docs/spec/records.md). */
public final class OrderAccountCodec {

    private OrderAccountCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(OrderAccount value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("usage", value.usage())
                .put("charged", value.charged())
                .put("units", value.units())
                .put("operator", value.operator())
                .put("suppliers", JsonArray.ofObjects(value.suppliers(), SupplierAccountCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static OrderAccount fromJson(JsonObject object) {
        JsonObject json = object.orNamed("order account")
                .requireOnly("orderId", "usage", "charged", "units", "operator", "suppliers");
        return new OrderAccount(
                json.string("orderId"),
                json.longValue("usage"),
                json.longValue("charged"),
                json.longValue("units"),
                json.longValue("operator"),
                json.array("suppliers").objects(SupplierAccountCodec::fromJson));
    }
}
