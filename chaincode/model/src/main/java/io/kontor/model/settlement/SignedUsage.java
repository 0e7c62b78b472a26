package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.receipt.ProvenLeaf;

/**
 * What a supplier shows of a silent buyer: a head of its own journal that the buyer signed, and a receipt before it whose running totals
 * the buyer had by then (SET-7).
 *
 * @param orderId order
 * @param period settlement period
 * @param head the CONSUMER_HEAD leaf
 * @param receipt a call's leaf of the same grant and log that stands before it
 */
public record SignedUsage(String orderId, int period, ProvenLeaf head, ProvenLeaf receipt) {

    public SignedUsage {
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
    }
}
