package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * No more call is served in a period of an order.
 *
 * @param at where and when it stands
 * @param orderId order
 * @param period period, from 1
 */
public record PeriodClosedLeaf(LeafPosition at, String orderId, int period) implements LogLeaf {

    public PeriodClosedLeaf {
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
    }

    @Override
    public LeafKind kind() {
        return LeafKind.PERIOD_CLOSED;
    }

    @Override
    public String logId() {
        return at.logId();
    }

    @Override
    public long epoch() {
        return at.epoch();
    }

    @Override
    public long index() {
        return at.index();
    }

    @Override
    public long time() {
        return at.time();
    }
}
