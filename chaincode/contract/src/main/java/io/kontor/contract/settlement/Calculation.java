package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.grant.Grants;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Grant;
import io.kontor.model.order.Order;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.Waiver;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import java.util.List;
import java.util.stream.Stream;

/** Rates a period from what both sides counted (SET-1 … SET-3, SET-6). */
final class Calculation {

    private Calculation() {}

    static Settlement calculate(Call call) {
        call.argument().requireOnly("orderId", "period");
        LedgerState state = call.state();
        Order order = state.require(Keys.order(call.argument().string("orderId")));
        int period = call.argument().intValue("period");
        String what = "Cannot calculate settlement " + order.orderId() + "/" + period;
        Checks.isOneOf(call, parties(state, order), what);
        Settlement settlement = state.require(Keys.settlement(order.orderId(), period));
        if (settlement.rating().isPresent()) {
            return settlement;
        }
        Settlements.requireStatus(settlement, SettlementStatus.CLOSED_FOR_METERING, what);
        requireEarlierCalculated(state, order, period, what);
        long deadline = Deadlines.ofCounts(state, order, settlement);
        if (call.at() < deadline) {
            requireLogsClosed(state, order, period, what + " before " + deadline);
        }
        List<PeriodCount> counts = PeriodUsage.supplierCounts(state, order.orderId(), period);
        if (counts.isEmpty() || !settlement.buyerCounts().isEmpty()) {
            return rate(state, order, settlement, counts);
        }
        ContractRejection.unless(
                call.at() >= deadline,
                RejectionCode.WRONG_STATE,
                what + ": the suppliers' logs have calls, the buyer has not counted and may do so until " + deadline);
        state.put(Keys.silence(order.orderId(), period), new Count(call.at()));
        List<PeriodCount> signed = Acknowledgement.counts(state, order.orderId(), period);
        return rate(state, order, Settlements.buyerCounts(settlement, signed), counts);
    }

    /** Buyer, seller and the suppliers of the order's grants. */
    static List<String> parties(LedgerState state, Order order) {
        return Stream.concat(
                        Stream.of(order.buyer(), order.seller()),
                        Grants.ofOrder(state, order.orderId()).stream().map(Grant::supplier))
                .distinct()
                .toList();
    }

    private static void requireEarlierCalculated(LedgerState state, Order order, int period, String what) {
        boolean calculated = period == 1
                || state.find(Keys.settlement(order.orderId(), period - 1))
                        .flatMap(Settlement::rating)
                        .isPresent();
        ContractRejection.unless(
                calculated, RejectionCode.WRONG_STATE, what + ": period " + (period - 1) + " has not been calculated");
    }

    private static void requireLogsClosed(LedgerState state, Order order, int period, String what) {
        for (Found<Mark> log : state.all(Keys.logsOf(order.orderId()))) {
            String logId = log.key().lastPart();
            ContractRejection.unless(
                    state.exists(Keys.periodClosed(order.orderId(), period, logId))
                            || state.exists(Keys.writeOff(logId)),
                    RejectionCode.WRONG_STATE,
                    what + ": log " + logId + " has anchored no end of period " + period);
        }
    }

    private static Settlement rate(LedgerState state, Order order, Settlement settlement, List<PeriodCount> counts) {
        ProductTariff tariff = Settlements.tariff(state, order);
        OrderAccount before = Settlements.account(state, order.orderId());
        long disputed = PeriodUsage.disputed(counts, settlement.buyerCounts(), tariff);
        long units = PeriodUsage.undisputed(counts, settlement.buyerCounts(), tariff).values().stream()
                .reduce(0L, Math::addExact);
        long end = Math.addExact(before.usage(), units);
        long charge = charged(tariff.tariff(), end) - before.charged();
        PeriodRating rating = new PeriodRating(
                before.usage(),
                units,
                before.charged(),
                charge,
                tariff.tariff().prices().lines(before.usage(), end));
        Settlement calculated = Settlements.calculated(settlement, counts, rating, disputed);
        state.put(Keys.settlement(order.orderId(), settlement.period()), calculated);
        Differences.record(state, calculated);
        state.put(
                Keys.account(order.orderId()),
                new OrderAccount(
                        order.orderId(),
                        end,
                        Math.addExact(before.charged(), charge),
                        before.units(),
                        before.operator(),
                        before.suppliers()));
        return calculated;
    }

    /** F of the order's tariff: fen for so many units over the order's life, discount and waiver included (SET-3). */
    static long charged(Tariff tariff, long units) {
        return tariff.waiver() == Waiver.PUBLIC_GOOD
                ? 0
                : tariff.cumulative(units).fen();
    }
}
