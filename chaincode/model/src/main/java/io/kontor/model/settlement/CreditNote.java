package io.kontor.model.settlement;

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

    /**
     * Difference of one supplier.
     *
     * @param supplier member
     * @param amount fen
     */
    public record SupplierDifference(String supplier, long amount) {}
}
