package io.kontor.contract.settlement;

import io.kontor.contract.grant.Grants;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was used in a period: totals of the suppliers' logs, and what both sides agree on (SET-2). */
final class PeriodUsage {

    private PeriodUsage() {}

    /** The totals of the suppliers' own logs, by grant and action; those without a released call are left out. */
    static List<PeriodCount> supplierCounts(LedgerState state, String orderId, int period) {
        List<ReceiptLog> logs = state.all(Keys.logsOf(orderId)).stream()
                .map(log -> state.require(Keys.log(log.key().lastPart())))
                .toList();
        List<PeriodCount> counts = new ArrayList<>();
        for (Grant grant : Grants.ofOrder(state, orderId)) {
            for (Action action : Action.values()) {
                PeriodCount count = logs.stream()
                        .filter(log -> log.participantId().equals(grant.supplier()))
                        .map(log -> Keys.total(log.logId(), grant.grantId(), action, period))
                        .flatMap(key -> state.find(key).map(UsageTotal::counts).stream())
                        .map(total -> count(grant.grantId(), action, total))
                        .reduce(none(grant.grantId(), action), PeriodUsage::plus);
                if (count.calls() > 0) {
                    counts.add(count);
                }
            }
        }
        return counts;
    }

    /**
     * What is charged: for each grant with a priced action the smaller of both counts, in units of the tariff.
     *
     * @return units by grant
     */
    static SortedMap<String, Long> undisputed(
            List<PeriodCount> supplierCounts, List<PeriodCount> buyerCounts, ProductTariff tariff) {
        TreeMap<String, Long> units = new TreeMap<>();
        for (PeriodCount supplier : supplierCounts) {
            if (tariff.pricedActions().contains(supplier.action())) {
                PeriodCount buyer = of(buyerCounts, supplier);
                units.merge(
                        supplier.grantId(), Math.min(units(supplier, tariff), units(buyer, tariff)), Math::addExact);
            }
        }
        return units;
    }

    /** Units by supplier, of units by grant. */
    static SortedMap<String, Long> bySupplier(LedgerState state, SortedMap<String, Long> units) {
        TreeMap<String, Long> suppliers = new TreeMap<>();
        units.forEach((grantId, used) ->
                suppliers.merge(state.require(Keys.grant(grantId)).supplier(), used, Math::addExact));
        return suppliers;
    }

    /** The units of priced actions on which the two sides differ; a sum that no record holds is shown as the largest. */
    static long disputed(List<PeriodCount> supplierCounts, List<PeriodCount> buyerCounts, ProductTariff tariff) {
        long difference = 0;
        for (PeriodCount supplier : supplierCounts) {
            if (tariff.pricedActions().contains(supplier.action())) {
                long more = Math.abs(units(supplier, tariff) - units(of(buyerCounts, supplier), tariff));
                difference = capped(difference, more);
            }
        }
        for (PeriodCount buyer : buyerCounts) {
            boolean alone = supplierCounts.stream().noneMatch(supplier -> isSameKey(supplier, buyer));
            if (alone && tariff.pricedActions().contains(buyer.action())) {
                difference = capped(difference, units(buyer, tariff));
            }
        }
        return difference;
    }

    /** What was charged of one grant and action. */
    static long undisputed(Settlement settlement, Dispute call, ProductTariff tariff) {
        PeriodCount key = none(call.grantId(), call.action());
        return Math.min(
                units(of(settlement.supplierCounts(), key), tariff), units(of(settlement.buyerCounts(), key), tariff));
    }

    private static long units(PeriodCount count, ProductTariff tariff) {
        return tariff.tariff().basis().units(count.usage(), count.hits());
    }

    static PeriodCount of(List<PeriodCount> counts, PeriodCount wanted) {
        return counts.stream()
                .filter(count -> isSameKey(count, wanted))
                .findFirst()
                .orElseGet(() -> none(wanted.grantId(), wanted.action()));
    }

    private static PeriodCount none(String grantId, Action action) {
        return new PeriodCount(grantId, action, 0, 0, 0);
    }

    private static PeriodCount count(String grantId, Action action, UsageCounts total) {
        return new PeriodCount(grantId, action, total.calls(), total.hits(), total.usage());
    }

    static PeriodCount plus(PeriodCount one, PeriodCount other) {
        return new PeriodCount(
                one.grantId(),
                one.action(),
                capped(one.calls(), other.calls()),
                capped(one.hits(), other.hits()),
                capped(one.usage(), other.usage()));
    }

    /** The sum, at most what a record holds: nobody's count may keep a period from its calculation. */
    private static long capped(long one, long other) {
        return Math.min(one + other, BandSchedule.MAX_UNITS);
    }

    static boolean isSameKey(PeriodCount one, PeriodCount other) {
        return one.grantId().equals(other.grantId()) && one.action() == other.action();
    }
}
