package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * What a buyer acknowledged of one log's calls by its own signed head: of a grant and action in a period (SET-7).
 *
 * @param orderId order
 * @param period settlement period
 * @param logId log
 * @param treeSize answered calls that the buyer's head covers, over all logs of the grant
 * @param headIndex leaf index of that head
 * @param receiptIndex leaf index of the receipt that carries the totals
 * @param count the totals
 */
public record AcknowledgedUsage(
        String orderId, int period, String logId, long treeSize, long headIndex, long receiptIndex, PeriodCount count) {

    public AcknowledgedUsage {
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        Ids.require("log id", logId);
        Checks.range("tree size", treeSize, 0, Checks.MAX);
        Checks.range("head index", headIndex, 0, Checks.MAX);
        Checks.range("receipt index", receiptIndex, 0, headIndex);
    }
}
