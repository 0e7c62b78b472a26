package io.kontor.model.product;

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
        ProductStatus status) {}
