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
import io.kontor.model.settlement.CreditNote.SupplierDifference;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.sharing.Shares;
import io.kontor.model.sharing.SplitBasis;
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
        ProductTariff tariff = state.require(Keys.tariff(order.productId(), order.tariffVersion()));
        OrderAccount before = Settlements.account(state, order.orderId());
        long taken = tariff.tariff().basis().units(dispute.usage(), 1);
        long left = left(state, settlement, dispute, tariff);
        ContractRejection.unless(
                left >= taken,
                RejectionCode.WRONG_STATE,
                what + ": the usage of the call is " + taken + ", of what was charged of " + dispute.grantId() + " "
                        + dispute.action() + " in period " + dispute.period() + " stands " + left);
        SupplierAccounts suppliers = takeBack(state, before, dispute, taken);
        long charged = Calculation.charged(tariff.tariff(), before.usage() - taken);
        Money credit = Money.ofFen(charged - before.charged());
        Money paid = paid(state, order, dispute, settlement, before);
        ContractRejection.unless(
                !paid.plus(credit).isNegative(),
                RejectionCode.WRONG_STATE,
                what + ": " + paid + " has been shared, the credit is " + credit);
        Shares change = order.splitPlan().change(paid, paid.plus(credit));
        long units = before.units() + change.units().fen();
        ContractRejection.unless(
                units == 0 || suppliers.usage() > 0,
                RejectionCode.WRONG_STATE,
                what + ": " + Money.ofFen(units)
                        + " is left to share and nobody has usage; pay the later periods first");
        long operator = before.operator() + change.operator().fen();
        List<SupplierDifference> differences = suppliers.correct(units);
        state.put(
                Keys.account(order.orderId()),
                new OrderAccount(
                        order.orderId(), before.usage() - taken, charged, units, operator, suppliers.accounts()));
        return store(state, order, dispute, note(order, dispute, taken, change, differences));
    }

    /** The suppliers' accounts without the usage of the call. */
    private static SupplierAccounts takeBack(LedgerState state, OrderAccount before, Dispute dispute, long taken) {
        SupplierAccounts suppliers = SupplierAccounts.of(before);
        suppliers.use(state.require(Keys.grant(dispute.grantId())).supplier(), -taken);
        return suppliers;
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

    private static CreditNote note(
            Order order, Dispute dispute, long taken, Shares change, List<SupplierDifference> differences) {
        return new CreditNote(
                order.orderId(),
                order.period(),
                dispute.disputeId(),
                taken,
                change.total().fen(),
                change.units().fen(),
                change.operator().fen(),
                differences);
    }

    private static CreditNote store(LedgerState state, Order order, Dispute dispute, CreditNote note) {
        state.put(Keys.credit(order.orderId(), order.period(), dispute.disputeId()), note);
        return note;
    }

    /** The revenue that the split plan looks at: all of the order, or what this period's receipt still stands for. */
    private static Money paid(
            LedgerState state, Order order, Dispute dispute, Settlement settlement, OrderAccount before) {
        if (order.splitPlan().basis() == SplitBasis.ORDER) {
            return Money.ofFen(Math.addExact(before.units(), before.operator()));
        }
        long credited = credits(state, dispute, other -> other.period() == dispute.period())
                .mapToLong(CreditNote::charge)
                .sum();
        return Money.ofFen(settlement.rating().orElseThrow().charge() + credited);
    }
}
