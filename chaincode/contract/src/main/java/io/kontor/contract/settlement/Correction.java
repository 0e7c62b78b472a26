package io.kontor.contract.settlement;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.money.Money;
import io.kontor.model.order.Order;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNote.SupplierDifference;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.sharing.Shares;
import io.kontor.model.sharing.SplitBasis;
import java.util.List;

/** Leaves everyone where they would be had the disputed call never been made (SET-5). */
final class Correction {

    private Correction() {}

    static CreditNote apply(LedgerState state, Order order, Dispute dispute, String what) {
        Settlement settlement = state.require(Keys.settlement(order.orderId(), dispute.period()));
        ContractRejection.unless(
                settlement.shares().isPresent(),
                RejectionCode.WRONG_STATE,
                what + ": period " + dispute.period() + " is " + settlement.status() + ", must be SHARED");
        Tariff tariff = state.require(Keys.tariff(order.productId(), order.tariffVersion()))
                .tariff();
        OrderAccount before = Settlements.account(state, order.orderId());
        long taken = tariff.basis().units(dispute.usage(), 1);
        SupplierAccounts suppliers = takeBack(state, before, dispute, taken, what);
        long charged = Calculation.charged(tariff, before.usage() - taken);
        Money credit = Money.ofFen(charged - before.charged());
        Money paid = paid(state, order, dispute, settlement, before);
        ContractRejection.unless(
                !paid.plus(credit).isNegative(),
                RejectionCode.WRONG_STATE,
                what + ": " + paid + " has been shared, the credit is " + credit);
        Shares change = order.splitPlan().change(paid, paid.plus(credit));
        long units = before.units() + change.units().fen();
        long operator = before.operator() + change.operator().fen();
        List<SupplierDifference> differences = suppliers.correct(units);
        state.put(
                Keys.account(order.orderId()),
                new OrderAccount(
                        order.orderId(), before.usage() - taken, charged, units, operator, suppliers.accounts()));
        return store(state, order, dispute, note(order, dispute, taken, change, differences));
    }

    /** The suppliers' accounts without the usage of the call. */
    private static SupplierAccounts takeBack(
            LedgerState state, OrderAccount before, Dispute dispute, long taken, String what) {
        String supplier = state.require(Keys.grant(dispute.grantId())).supplier();
        SupplierAccounts suppliers = SupplierAccounts.of(before);
        ContractRejection.unless(
                suppliers.usage(supplier) >= taken,
                RejectionCode.WRONG_STATE,
                what + ": the usage of the call is " + taken + ", charged for " + supplier + " is "
                        + suppliers.usage(supplier));
        suppliers.use(supplier, -taken);
        return suppliers;
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
        long paid = settlement.rating().orElseThrow().charge();
        for (Found<CreditNote> credit : state.all(Keys.creditsOf(order.orderId()))) {
            Dispute other = state.require(Keys.dispute(credit.record().disputeId()));
            if (other.period() == dispute.period()) {
                paid += credit.record().charge();
            }
        }
        return Money.ofFen(paid);
    }
}
