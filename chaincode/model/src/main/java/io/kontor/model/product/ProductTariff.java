package io.kontor.model.product;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rating.Tariff;
import java.util.List;

/**
 * One version of a product's price; an order keeps the version it was signed with (I-11).
 *
 * @param productId product
 * @param version 1, 2, …
 * @param tariff bands, discount and waiver
 * @param pricedActions actions whose usage is charged, ascending; others are included unpriced
 * @param basis pricing basis in words (F-11)
 * @param effectiveAt epoch milliseconds
 */
public record ProductTariff(
        String productId, int version, Tariff tariff, List<Action> pricedActions, String basis, long effectiveAt) {

    public ProductTariff {
        Ids.require("product id", productId);
        Checks.range("version", version, 1, 1_000_000);
        pricedActions = Checks.ascending("priced actions", Checks.list("priced actions", pricedActions, 0, 3));
        Checks.text("basis", basis, 500);
        Checks.time("effective at", effectiveAt);
    }
}
