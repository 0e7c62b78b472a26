package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
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

    public OrderAccount {
        Ids.require("order id", orderId);
        Checks.range("usage", usage, 0, Checks.MAX);
        Checks.range("charged", charged, 0, Checks.MAX);
        Checks.range("units", units, 0, Checks.MAX);
        Checks.range("operator", operator, 0, Checks.MAX);
        suppliers = Checks.list("suppliers", suppliers, 0, 1000);
        Checks.ascending(
                "suppliers", suppliers.stream().map(SupplierAccount::supplier).toList());
        long sum = suppliers.stream().mapToLong(SupplierAccount::amount).sum();
        if (sum != units) {
            throw new MalformedException("Cannot accept account of order " + orderId + ": sum of suppliers " + sum
                    + ", must be units " + units);
        }
    }

    /**
     * One supplier's part.
     *
     * @param supplier member
     * @param usage usage so far
     * @param amount fen shared so far
     * @param offset fen still to be offset against the next notice (negative: the supplier got too much)
     */
    public record SupplierAccount(String supplier, long usage, long amount, long offset) {

        public SupplierAccount {
            Ids.require("supplier", supplier);
            Checks.range("usage", usage, 0, Checks.MAX);
            Checks.range("amount", amount, -Checks.MAX, Checks.MAX);
            Checks.range("offset", offset, -Checks.MAX, Checks.MAX);
        }
    }
}
