package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.grant.Grants;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Grant;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.order.Signature;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Ending a period, the buyer's counts, and the confirmations of the charge. */
final class Periods {

    private final Call call;
    private final LedgerState state;
    private final Order order;
    private final int period;
    private final String what;

    /** @param verb "Cannot verb settlement " for messages */
    Periods(Call call, String verb) {
        this.call = call;
        this.state = call.state();
        this.order = state.require(Keys.order(call.argument().string("orderId")));
        this.period = call.argument().intValue("period");
        this.what = verb + order.orderId() + "/" + period;
    }

    Settlement close() {
        call.argument().requireOnly("orderId", "period");
        Checks.isOneOf(call, List.of(order.buyer(), order.seller()), what);
        Settlement settlement = state.find(Keys.settlement(order.orderId(), period))
                .orElseGet(() -> Settlements.open(order.orderId(), period));
        if (isSigned(settlement.closings())) {
            return settlement;
        }
        ContractRejection.unless(
                period == order.period() && order.status() == OrderStatus.ACTIVE,
                RejectionCode.WRONG_STATE,
                what + ": order " + order.orderId() + " is " + order.status() + " in period " + order.period());
        List<Signature> closings = with(settlement.closings());
        if (closings.size() < both()) {
            return store(Settlements.closings(settlement, SettlementStatus.OPEN, closings, Optional.empty()));
        }
        state.put(Keys.order(order.orderId()), Settlements.nextPeriod(order));
        return store(Settlements.closings(
                settlement, SettlementStatus.CLOSED_FOR_METERING, closings, Optional.of(call.at())));
    }

    Settlement count(List<PeriodCount> posted) {
        Checks.isMember(call, order.buyer(), what);
        Settlement settlement = state.require(Keys.settlement(order.orderId(), period));
        List<PeriodCount> counts = new ArrayList<>(posted);
        counts.sort(Comparator.comparing(PeriodCount::grantId).thenComparing(PeriodCount::action));
        requireCounts(counts);
        if (!settlement.buyerCounts().isEmpty()) {
            ContractRejection.unless(
                    settlement.buyerCounts().equals(counts),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": the buyer has counted " + settlement.buyerCounts() + ", now " + counts);
            return settlement;
        }
        Settlements.requireStatus(settlement, SettlementStatus.CLOSED_FOR_METERING, what);
        return store(Settlements.buyerCounts(settlement, counts));
    }

    private void requireCounts(List<PeriodCount> counts) {
        ContractRejection.unless(
                !counts.isEmpty(), RejectionCode.BOUNDS, what + ": there is no count; a count of nothing says 0");
        List<String> grants = Grants.ofOrder(state, order.orderId()).stream()
                .map(Grant::grantId)
                .toList();
        for (int i = 0; i < counts.size(); i++) {
            PeriodCount count = counts.get(i);
            ContractRejection.unless(
                    grants.contains(count.grantId()),
                    RejectionCode.ORDER,
                    what + ": grant " + count.grantId() + " is not of order " + order.orderId());
            ContractRejection.unless(
                    i == 0 || !PeriodUsage.isSameKey(counts.get(i - 1), count),
                    RejectionCode.MALFORMED,
                    what + ": " + count.grantId() + " " + count.action() + " is counted twice");
        }
    }

    Settlement confirm() {
        call.argument().requireOnly("orderId", "period", "charge");
        Checks.isOneOf(call, List.of(order.buyer(), order.seller()), what);
        long charge = call.argument().longValue("charge");
        Settlement settlement = state.require(Keys.settlement(order.orderId(), period));
        PeriodRating rating = settlement
                .rating()
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.WRONG_STATE, what + ": it is " + settlement.status() + ", must be CALCULATED"));
        ContractRejection.unless(
                rating.charge() == charge,
                RejectionCode.BOUNDS,
                what + ": the charge is " + rating.charge() + " fen, confirmed is " + charge);
        if (isSigned(settlement.confirmations())) {
            return settlement;
        }
        Settlements.requireStatus(settlement, SettlementStatus.CALCULATED, what);
        List<Signature> confirmations = with(settlement.confirmations());
        return store(Settlements.confirmations(
                settlement,
                confirmations.size() < both() ? SettlementStatus.CALCULATED : SettlementStatus.CONFIRMED,
                confirmations));
    }

    private int both() {
        return order.buyer().equals(order.seller()) ? 1 : 2;
    }

    private boolean isSigned(List<Signature> signatures) {
        return signatures.stream()
                .anyMatch(signature -> signature.participantId().equals(call.participantId()));
    }

    private List<Signature> with(List<Signature> signatures) {
        List<Signature> more = new ArrayList<>(signatures);
        more.add(call.signature());
        return more;
    }

    private Settlement store(Settlement settlement) {
        state.put(Keys.settlement(order.orderId(), period), settlement);
        return settlement;
    }
}
