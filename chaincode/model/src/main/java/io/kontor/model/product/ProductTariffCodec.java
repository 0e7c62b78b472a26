package io.kontor.model.product;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rating.TariffCodec;

/** The JSON form of {@link ProductTariff} (docs/spec/records.md). */
public final class ProductTariffCodec {

    private ProductTariffCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ProductTariff value) {
        return JsonObject.builder()
                .put("productId", value.productId())
                .put("version", value.version())
                .put("tariff", TariffCodec.toJson(value.tariff()))
                .put("pricedActions", JsonArray.ofConstants(value.pricedActions()))
                .put("basis", value.basis())
                .put("effectiveAt", value.effectiveAt())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ProductTariff fromJson(JsonObject object) {
        JsonObject json = object.orNamed("product tariff")
                .requireOnly("productId", "version", "tariff", "pricedActions", "basis", "effectiveAt");
        return new ProductTariff(
                json.string("productId"),
                json.intValue("version"),
                json.object("tariff", TariffCodec::fromJson),
                json.array("pricedActions").constants(Action.class),
                json.string("basis"),
                json.longValue("effectiveAt"));
    }
}
