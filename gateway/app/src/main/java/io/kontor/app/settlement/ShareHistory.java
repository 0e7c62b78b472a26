package io.kontor.app.settlement;

import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an order's suppliers were given before a period, corrections included; each period shares the cumulative units anew.
 *
 * @param unitsSoFar fen of all suppliers together, up to and with the period
 * @param amounts fen of each supplier before the period
 */
record ShareHistory(long unitsSoFar, Map<String, Long> amounts) {

    ShareHistory {
        amounts = Map.copyOf(amounts);
    }

    long before(String supplier) {
        return amounts.getOrDefault(supplier, 0L);
    }

    static ShareHistory of(Settlement period, List<Settlement> all, List<CreditNote> credits) {
        long units = 0;
        Map<String, Long> before = new HashMap<>();
        for (Settlement settlement : all) {
            if (settlement.shares().isPresent() && settlement.period() <= period.period()) {
                var shares = settlement.shares().get();
                units += shares.units();
                if (settlement.period() < period.period()) {
                    shares.suppliers().forEach(share -> before.merge(share.supplier(), share.amount(), Long::sum));
                }
            }
        }
        for (CreditNote credit : credits) {
            if (credit.period() <= period.period()) {
                units += credit.units();
                credit.suppliers().forEach(share -> before.merge(share.supplier(), share.amount(), Long::sum));
            }
        }
        return new ShareHistory(units, before);
    }
}
