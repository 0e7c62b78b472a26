package io.kontor.model.receipt;

/**
 * A log's statement that it serves no more call in a period of an order.
 *
 * @param logId log
 * @param orderId order
 * @param period period that is closed
 * @param index leaf index of the PERIOD_CLOSED leaf
 */
public record PeriodClosed(String logId, String orderId, int period, long index) {}
