package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.List;

/**
 * A correction: leaves everyone where they would be had the corrected call never been made. Never an edit.
 *
 * @param orderId order
 * @param period later period in which it stands
 * @param disputeId dispute that caused it
 * @param usage usage taken back, positive
 * @param charge difference of the charge in fen, at most 0
 * @param units difference of the suppliers' units in fen
 * @param operator difference of the operator's share in fen
 * @param suppliers difference per supplier in fen, by participant id ascending; may be positive
 */
public record CreditNote(
        String orderId,
        int period,
        String disputeId,
        long usage,
        long charge,
        long units,
        long operator,
        List<SupplierDifference> suppliers) {

    public CreditNote {
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        Ids.require("dispute id", disputeId);
        Checks.range("usage", usage, 0, Checks.MAX);
        Checks.range("charge", charge, -Checks.MAX, 0);
        Checks.range("units", units, -Checks.MAX, Checks.MAX);
        Checks.range("operator", operator, -Checks.MAX, Checks.MAX);
        suppliers = Checks.list("suppliers", suppliers, 0, 1000);
        Checks.ascending(
                "suppliers",
                suppliers.stream().map(SupplierDifference::supplier).toList());
        long sum = suppliers.stream().mapToLong(SupplierDifference::amount).sum();
        if (units + operator != charge || sum != units) {
            throw new MalformedException(
                    "Cannot accept credit note of dispute " + disputeId + ": charge " + charge + ", units "
                            + units + ", operator " + operator + ", sum of suppliers " + sum
                            + ", must be units + operator = charge and sum = units");
        }
    }

    /**
     * Difference of one supplier.
     *
     * @param supplier member
     * @param amount fen
     */
    public record SupplierDifference(String supplier, long amount) {

        public SupplierDifference {
            Ids.require("supplier", supplier);
            Checks.range("amount", amount, -Checks.MAX, Checks.MAX);
        }
    }
}
