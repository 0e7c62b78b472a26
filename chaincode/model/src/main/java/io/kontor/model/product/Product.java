package io.kontor.model.product;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * What an operator offers and prices, for one scenario.
 *
 * @param productId identifier
 * @param operator seller
 * @param cityId city of the seller
 * @param scenarioId scenario that it serves
 * @param title display title
 * @param tariffVersion newest tariff version
 * @param status state
 */
public record Product(
        String productId,
        String operator,
        String cityId,
        String scenarioId,
        String title,
        int tariffVersion,
        ProductStatus status) {

    public Product {
        Ids.require("product id", productId);
        Ids.require("operator", operator);
        Ids.require("city id", cityId);
        Ids.require("scenario id", scenarioId);
        Checks.text("title", title, 200);
        Checks.range("tariff version", tariffVersion, 1, 1_000_000);
    }
}
