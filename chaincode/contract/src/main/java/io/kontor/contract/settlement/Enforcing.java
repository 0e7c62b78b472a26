package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Enforcement;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.order.Signature;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A regulator's signature in place of parties that do not sign: the end of a period, the confirmation of a charge (SET-8). */
final class Enforcing {

    private final Call call;
    private final LedgerState state;
    private final Order order;
    private final Settlement settlement;
    private final String what;

    private Enforcing(Call call) {
        call.argument().requireOnly("orderId", "period", "reason");
        Checks.text(call, "reason");
        this.call = call;
        this.state = call.state();
        this.order = state.require(Keys.order(call.argument().string("orderId")));
        int period = call.argument().intValue("period");
        this.settlement = state.find(Keys.settlement(order.orderId(), period))
                .orElseGet(() -> Settlements.open(order.orderId(), period));
        this.what = "Cannot enforce settlement " + order.orderId() + "/" + period;
        Checks.isOfCity(call, Deadlines.city(state, order).cityId(), what);
    }

    static Settlement enforce(Call call) {
        return new Enforcing(call).run();
    }

    private Settlement run() {
        if (isSigned(settlement.confirmations())
                || (isSigned(settlement.closings()) && settlement.status() == SettlementStatus.CLOSED_FOR_METERING)) {
            return settlement;
        }
        return switch (settlement.status()) {
            case OPEN -> close();
            case CALCULATED -> confirm();
            default ->
                throw new ContractRejection(
                        RejectionCode.WRONG_STATE,
                        what + ": it is " + settlement.status() + ", must be OPEN or CALCULATED");
        };
    }

    private Settlement close() {
        ContractRejection.unless(
                settlement.period() == order.period() && order.status() == OrderStatus.ACTIVE,
                RejectionCode.WRONG_STATE,
                what + ": order " + order.orderId() + " is " + order.status() + " in period " + order.period());
        requireOver(Deadlines.ofPeriod(state, order), "the period ends");
        state.put(Keys.order(order.orderId()), Settlements.nextPeriod(order));
        return store(Settlements.closings(
                settlement, SettlementStatus.CLOSED_FOR_METERING, with(settlement.closings()), Optional.of(call.at())));
    }

    private Settlement confirm() {
        requireOver(Deadlines.ofCounts(state, order, settlement), "the parties may confirm until");
        return store(
                Settlements.confirmations(settlement, SettlementStatus.CONFIRMED, with(settlement.confirmations())));
    }

    private void requireOver(long deadline, String meaning) {
        ContractRejection.unless(
                call.at() >= deadline,
                RejectionCode.WRONG_STATE,
                what + ": " + meaning + " " + deadline + ", the time is " + call.at());
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

    private Settlement store(Settlement next) {
        String reason = call.argument().string("reason");
        state.put(
                Keys.enforcement(order.orderId(), settlement.period(), next.status()),
                new Enforcement(call.participantId(), reason, call.at()));
        state.put(Keys.settlement(order.orderId(), settlement.period()), next);
        return next;
    }
}
