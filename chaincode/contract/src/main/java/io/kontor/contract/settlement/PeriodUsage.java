package io.kontor.contract.settlement;

import io.kontor.contract.grant.Grants;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.settlement.PeriodCount;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was used in a period: totals of the suppliers' logs, and what both sides agree on (SET-2). */
final class PeriodUsage {

    private PeriodUsage() {}

    /** The totals of all logs of the order, by grant and action; those without a released call are left out. */
    static List<PeriodCount> supplierCounts(LedgerState state, String orderId, int period) {
        List<String> logs = state.all(Keys.logsOf(orderId)).stream()
                .map(Found::key)
                .map(key -> key.lastPart())
                .toList();
        List<PeriodCount> counts = new ArrayList<>();
        for (Grant grant : Grants.ofOrder(state, orderId)) {
            for (Action action : Action.values()) {
                PeriodCount count = new PeriodCount(grant.grantId(), action, 0, 0, 0);
                for (String logId : logs) {
                    UsageCounts more = state.find(Keys.total(logId, grant.grantId(), action, period))
                            .map(total -> total.counts())
                            .orElse(UsageCounts.ZERO);
                    count = new PeriodCount(
                            count.grantId(),
                            action,
                            Math.addExact(count.calls(), more.calls()),
                            Math.addExact(count.hits(), more.hits()),
                            Math.addExact(count.usage(), more.usage()));
                }
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

    /** The usage of priced actions on which the two sides differ. */
    static long disputed(List<PeriodCount> supplierCounts, List<PeriodCount> buyerCounts, ProductTariff tariff) {
        long difference = 0;
        for (PeriodCount supplier : supplierCounts) {
            if (tariff.pricedActions().contains(supplier.action())) {
                difference +=
                        Math.abs(supplier.usage() - of(buyerCounts, supplier).usage());
            }
        }
        for (PeriodCount buyer : buyerCounts) {
            boolean alone = supplierCounts.stream().noneMatch(supplier -> isSameKey(supplier, buyer));
            if (alone && tariff.pricedActions().contains(buyer.action())) {
                difference += buyer.usage();
            }
        }
        return difference;
    }

    private static long units(PeriodCount count, ProductTariff tariff) {
        return tariff.tariff().basis().units(count.usage(), count.hits());
    }

    private static PeriodCount of(List<PeriodCount> counts, PeriodCount wanted) {
        return counts.stream()
                .filter(count -> isSameKey(count, wanted))
                .findFirst()
                .orElseGet(() -> new PeriodCount(wanted.grantId(), wanted.action(), 0, 0, 0));
    }

    static boolean isSameKey(PeriodCount one, PeriodCount other) {
        return one.grantId().equals(other.grantId()) && one.action() == other.action();
    }
}
