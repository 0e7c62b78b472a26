package io.kontor.model.settlement;

import java.util.List;

/**
 * What an order has accumulated over its life; corrections included. The next period is rated from here.
 *
 * @param orderId order
 * @param usage usage charged so far
 * @param charged fen charged so far
 * @param units fen shared to suppliers so far
 * @param operator fen shared to the operator so far
 * @param suppliers per supplier, by participant id ascending
 */
public record OrderAccount(
        String orderId, long usage, long charged, long units, long operator, List<SupplierAccount> suppliers) {

    /**
     * One supplier's part.
     *
     * @param supplier member
     * @param usage usage so far
     * @param amount fen shared so far
     * @param offset fen still to be offset against the next notice (negative: the supplier got too much)
     */
    public record SupplierAccount(String supplier, long usage, long amount, long offset) {}
}
