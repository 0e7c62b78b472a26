package io.kontor.contract.settlement;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.money.Money;
import io.kontor.model.order.Order;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.sharing.LargestRemainder;
import io.kontor.model.sharing.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rates and shares all periods of an order once more without the calls that were taken back (SET-5): where everyone would be had those
 * calls never been made. For one transaction.
 */
final class Replay {

    /** A call that is taken back: its supplier and its usage, in its period. */
    private record Taken(int period, String grantId, long usage) {}

    private final LedgerState state;
    private final Order order;
    private final ProductTariff tariff;
    private final List<Taken> taken = new ArrayList<>();
    private final TreeMap<String, Long> amounts = new TreeMap<>();
    private long usage;
    private long charged;
    private long units;
    private long operator;

    private Replay(LedgerState state, Order order, ProductTariff tariff) {
        this.state = state;
        this.order = order;
        this.tariff = tariff;
    }

    /**
     * Every shared period, without the calls of the order's credit notes and this one.
     *
     * @throws ContractRejection WRONG_STATE when a later period is calculated and has not been paid
     */
    static Replay without(LedgerState state, Order order, ProductTariff tariff, Dispute dispute, String what) {
        Replay replay = new Replay(state, order, tariff);
        for (Found<CreditNote> credit : state.all(Keys.creditsOf(order.orderId()))) {
            Dispute earlier = state.require(Keys.dispute(credit.record().disputeId()));
            replay.taken.add(new Taken(
                    earlier.period(), earlier.grantId(), credit.record().usage()));
        }
        replay.taken.add(new Taken(
                dispute.period(), dispute.grantId(), tariff.tariff().basis().units(dispute.usage(), 1)));
        replay.run(what);
        return replay;
    }

    private void run(String what) {
        for (int period = 1; ; period++) {
            Optional<Settlement> settlement = state.find(Keys.settlement(order.orderId(), period));
            if (settlement.flatMap(Settlement::rating).isEmpty()) {
                return;
            }
            ContractRejection.unless(
                    settlement.get().shares().isPresent(),
                    RejectionCode.WRONG_STATE,
                    what + ": period " + period + " is " + settlement.get().status() + ", must be paid first");
            share(settlement.get());
        }
    }

    private void share(Settlement settlement) {
        SortedMap<String, Long> weights = weights(settlement);
        long end = usage;
        for (long weight : weights.values()) {
            end = Math.addExact(end, weight);
        }
        long charge = Calculation.charged(tariff.tariff(), end) - charged;
        Shares parts = order.splitPlan().receipt(Money.ofFen(charged), Money.ofFen(charge));
        LargestRemainder.allocate(parts.units(), weights)
                .forEach((supplier, share) -> amounts.merge(supplier, share.fen(), Math::addExact));
        usage = end;
        charged += charge;
        units += parts.units().fen();
        operator += parts.operator().fen();
    }

    private SortedMap<String, Long> weights(Settlement settlement) {
        TreeMap<String, Long> grants =
                new TreeMap<>(PeriodUsage.undisputed(settlement.supplierCounts(), settlement.buyerCounts(), tariff));
        taken.stream()
                .filter(call -> call.period() == settlement.period())
                .forEach(call -> grants.merge(call.grantId(), -call.usage(), Math::addExact));
        return PeriodUsage.bySupplier(state, grants);
    }

    long usage() {
        return usage;
    }

    long charged() {
        return charged;
    }

    long units() {
        return units;
    }

    long operator() {
        return operator;
    }

    /** Fen by supplier. */
    SortedMap<String, Long> amounts() {
        return amounts;
    }
}
