package io.kontor.client.product;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.json.JsonObject;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductCodec;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.product.ProductTariffCodec;

/** Products and tariffs on the ledger. */
public final class ProductLedger {

    private final Ledger ledger;

    public ProductLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Lists a product with its next tariff version. */
    public Recorded<Product> list(Product product, ProductTariff tariff) {
        JsonObject argument = JsonObject.builder()
                .put("product", ProductCodec.toJson(product))
                .put("tariff", ProductTariffCodec.toJson(tariff))
                .build();
        return Recorded.of(ledger.submit("product:list", argument), ProductCodec::fromJson);
    }

    /** Suspends it as the regulator. */
    public Recorded<Product> suspend(String productId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("productId", productId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("product:suspend", argument), ProductCodec::fromJson);
    }

    /** Delists it for good. */
    public Recorded<Product> delist(String productId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("productId", productId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("product:delist", argument), ProductCodec::fromJson);
    }

    /** A product. */
    public Product product(String productId) {
        return ProductCodec.fromJson(ledger.evaluate(
                "product:get", JsonObject.builder().put("productId", productId).build()));
    }

    /** A tariff version. */
    public ProductTariff tariff(String productId, int version) {
        return ProductTariffCodec.fromJson(ledger.evaluate(
                "product:tariff",
                JsonObject.builder()
                        .put("productId", productId)
                        .put("version", version)
                        .build()));
    }
}
