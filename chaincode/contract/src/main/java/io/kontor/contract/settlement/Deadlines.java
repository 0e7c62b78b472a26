package io.kontor.contract.settlement;

import io.kontor.contract.city.Cities;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.city.CityProfile;
import io.kontor.model.order.Order;
import io.kontor.model.order.Signature;
import io.kontor.model.settlement.Settlement;

/** Until when a period waits for its parties (SET-6). */
final class Deadlines {

    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Deadlines() {}

    /** From then on nobody is waited for. */
    static long ofCounts(LedgerState state, Order order, Settlement settlement) {
        return settlement.closedAt().orElseThrow() + city(state, order).limits().countDays() * MILLIS_PER_DAY;
    }

    /** When the period ends by the calendar of the suppliers' city. */
    static long ofPeriod(LedgerState state, Order order) {
        long startedAt = order.period() == 1
                ? order.signatures().stream().mapToLong(Signature::at).max().orElseThrow()
                : state.require(Keys.settlement(order.orderId(), order.period() - 1))
                        .closedAt()
                        .orElseThrow();
        return Cities.endOfPeriod(city(state, order), startedAt);
    }

    /** The suppliers' city. */
    static CityProfile city(LedgerState state, Order order) {
        return Cities.profile(
                state, state.require(Keys.scenario(order.scenarioId())).cityId());
    }
}
