package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.id.Digest32;
import io.kontor.model.money.Money;
import io.kontor.model.order.Order;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SupplierShare;
import io.kontor.model.sharing.Shares;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Records the payment of a period and shares it (SET-4). */
final class Sharing {

    private Sharing() {}

    static Settlement pay(Call call) {
        call.argument().requireOnly("orderId", "period", "paymentDigest");
        LedgerState state = call.state();
        Order order = state.require(Keys.order(call.argument().string("orderId")));
        int period = call.argument().intValue("period");
        Digest32 digest = call.argument().string("paymentDigest", Digest32::fromHex);
        String what = "Cannot record payment of settlement " + order.orderId() + "/" + period;
        Checks.isMember(call, order.seller(), what);
        Settlement settlement = state.require(Keys.settlement(order.orderId(), period));
        if (settlement.paymentDigest().isPresent()) {
            ContractRejection.unless(
                    settlement.paymentDigest().get().equals(digest),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": it was paid by "
                            + settlement.paymentDigest().get().hex() + ", now " + digest.hex());
            return settlement;
        }
        Settlements.requireStatus(settlement, SettlementStatus.CONFIRMED, what);
        requireEarlierShared(state, order, period, what);
        usePayment(state, order, period, digest, what);
        return share(state, order, settlement, digest);
    }

    private static void requireEarlierShared(LedgerState state, Order order, int period, String what) {
        boolean shared = period == 1
                || state.find(Keys.settlement(order.orderId(), period - 1))
                        .flatMap(Settlement::shares)
                        .isPresent();
        ContractRejection.unless(
                shared, RejectionCode.WRONG_STATE, what + ": period " + (period - 1) + " has not been paid");
    }

    private static void usePayment(LedgerState state, Order order, int period, Digest32 digest, String what) {
        Key<Count> key = Keys.payment(order.orderId(), digest);
        state.find(key).ifPresent(used -> {
            throw new ContractRejection(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": payment receipt " + digest.hex() + " paid period " + used.value());
        });
        state.put(key, new Count(period));
    }

    private static Settlement share(LedgerState state, Order order, Settlement settlement, Digest32 digest) {
        ProductTariff tariff = Settlements.tariff(state, order);
        OrderAccount before = Settlements.account(state, order.orderId());
        SupplierAccounts suppliers = SupplierAccounts.of(before);
        SortedMap<String, Long> usage = PeriodUsage.bySupplier(
                state, PeriodUsage.undisputed(settlement.supplierCounts(), settlement.buyerCounts(), tariff));
        Money charge = Money.ofFen(settlement.rating().orElseThrow().charge());
        Money sharedBefore = Money.ofFen(before.units() + before.operator());
        Shares parts = order.splitPlan().receipt(sharedBefore, charge);
        List<SupplierShare> shares = suppliers.share(parts.units().fen(), usage);
        PeriodShares period =
                new PeriodShares(parts.units().fen(), parts.operator().fen(), shares);
        Settlement next = Settlements.shared(settlement, SettlementStatus.SHARED, period, Optional.of(digest));
        state.put(Keys.settlement(order.orderId(), settlement.period()), next);
        state.put(
                Keys.account(order.orderId()),
                new OrderAccount(
                        order.orderId(),
                        before.usage(),
                        before.charged(),
                        before.units() + parts.units().fen(),
                        before.operator() + parts.operator().fen(),
                        suppliers.accounts()));
        return next;
    }
}
