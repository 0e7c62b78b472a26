package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * A log's statement that it serves no more call in a period of an order.
 *
 * @param logId log
 * @param orderId order
 * @param period period that is closed
 * @param index leaf index of the PERIOD_CLOSED leaf
 */
public record PeriodClosed(String logId, String orderId, int period, long index) {

    public PeriodClosed {
        Ids.require("log id", logId);
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        Checks.range("index", index, 0, Checks.MAX);
    }
}
