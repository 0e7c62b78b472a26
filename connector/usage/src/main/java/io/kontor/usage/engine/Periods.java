package io.kontor.usage.engine;

import io.kontor.model.order.Order;
import io.kontor.model.receipt.PeriodClosedLeaf;
import java.util.concurrent.CompletableFuture;

/**
 * Follows the settlement periods of orders. A call belongs to the period of its RELEASED time, so with the PERIOD_CLOSED leaf no call of
 * the period is open: every later receipt carries the next period.
 */
final class Periods {

    private final EngineBase base;

    Periods(EngineBase base) {
        this.base = base;
    }

    /** Brings an order's period into force; completes when the closures of all earlier ones are in the log. */
    CompletableFuture<Void> follow(Order order) {
        if (base.state().period(order.orderId()) >= order.period()) {
            return CompletableFuture.completedFuture(null);
        }
        return base.log()
                .sequence(sink -> {
                    while (base.state().period(order.orderId()) < order.period()) {
                        int closing = base.state().period(order.orderId());
                        PeriodClosedLeaf leaf = sink.leaf(at -> new PeriodClosedLeaf(at, order.orderId(), closing))
                                .leaf();
                        base.state().take(leaf);
                    }
                    return true;
                })
                .thenAccept(done -> {});
    }
}
