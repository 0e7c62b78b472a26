package io.kontor.contract.settlement;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.order.Order;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNote.SupplierDifference;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.Settlement;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Leaves everyone where they would be had the disputed call never been made (SET-5). */
final class Correction {

    private Correction() {}

    static CreditNote apply(LedgerState state, Order order, Dispute dispute, String what) {
        Settlement settlement = state.require(Keys.settlement(order.orderId(), dispute.period()));
        ContractRejection.unless(
                settlement.shares().isPresent(),
                RejectionCode.WRONG_STATE,
                what + ": period " + dispute.period() + " is " + settlement.status() + ", must be SHARED");
        ProductTariff tariff = Settlements.tariff(state, order);
        OrderAccount before = Settlements.account(state, order.orderId());
        long taken = tariff.tariff().basis().units(dispute.usage(), 1);
        long left = left(state, settlement, dispute, tariff);
        ContractRejection.unless(
                left >= taken,
                RejectionCode.WRONG_STATE,
                what + ": the usage of the call is " + taken + ", of what was charged of " + dispute.grantId() + " "
                        + dispute.action() + " in period " + dispute.period() + " stands " + left);
        Replay replay = Replay.without(state, order, tariff, dispute, what);
        SupplierAccounts suppliers = SupplierAccounts.of(before);
        String supplier = state.require(Keys.grant(dispute.grantId())).supplier();
        List<SupplierDifference> differences = suppliers.correct(supplier, taken, replay.amounts());
        OrderAccount after = new OrderAccount(
                order.orderId(),
                replay.usage(),
                replay.charged(),
                replay.units(),
                replay.operator(),
                suppliers.accounts());
        state.put(Keys.account(order.orderId()), after);
        CreditNote note = new CreditNote(
                order.orderId(),
                order.period(),
                dispute.disputeId(),
                taken,
                after.charged() - before.charged(),
                after.units() - before.units(),
                after.operator() - before.operator(),
                differences);
        state.put(Keys.credit(order.orderId(), order.period(), dispute.disputeId()), note);
        return note;
    }

    /** What was charged of the call's grant and action in its period, less what was taken back of it. */
    private static long left(LedgerState state, Settlement settlement, Dispute dispute, ProductTariff tariff) {
        long credited = credits(
                        state,
                        dispute,
                        other -> other.period() == dispute.period()
                                && other.grantId().equals(dispute.grantId())
                                && other.action() == dispute.action())
                .mapToLong(CreditNote::usage)
                .sum();
        return PeriodUsage.undisputed(settlement, dispute, tariff) - credited;
    }

    /** The credit notes of the order whose disputes are like this. */
    private static Stream<CreditNote> credits(LedgerState state, Dispute dispute, Predicate<Dispute> like) {
        return state.all(Keys.creditsOf(dispute.orderId())).stream()
                .map(Found::record)
                .filter(credit -> like.test(state.require(Keys.dispute(credit.disputeId()))));
    }
}
