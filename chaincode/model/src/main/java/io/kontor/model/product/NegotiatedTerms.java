package io.kontor.model.product;

import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;

/**
 * Prices that buyer and seller negotiated for one order, known to the cities concerned alone (CNF-1).
 *
 * @param orderId order
 * @param tariff in place of the product's tariff of the order's version
 * @param salt 32 random bytes, so that the digest cannot be guessed
 */
public record NegotiatedTerms(String orderId, ProductTariff tariff, Digest32 salt) {

    public NegotiatedTerms {
        Ids.require("order id", orderId);
    }
}
