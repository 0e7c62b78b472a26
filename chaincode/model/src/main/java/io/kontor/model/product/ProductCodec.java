package io.kontor.model.product;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Product} (docs/spec/records.md). */
public final class ProductCodec {

    private ProductCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Product value) {
        return JsonObject.builder()
                .put("productId", value.productId())
                .put("operator", value.operator())
                .put("cityId", value.cityId())
                .put("scenarioId", value.scenarioId())
                .put("title", value.title())
                .put("tariffVersion", value.tariffVersion())
                .put("status", value.status())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Product fromJson(JsonObject object) {
        JsonObject json = object.orNamed("product")
                .requireOnly("productId", "operator", "cityId", "scenarioId", "title", "tariffVersion", "status");
        return new Product(
                json.string("productId"),
                json.string("operator"),
                json.string("cityId"),
                json.string("scenarioId"),
                json.string("title"),
                json.intValue("tariffVersion"),
                json.constant("status", ProductStatus.class));
    }
}
