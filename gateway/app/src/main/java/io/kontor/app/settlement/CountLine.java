package io.kontor.app.settlement;

import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Both sides' counts of one grant and action.
 *
 * @param grantId grant
 * @param action action
 * @param supplier what the suppliers' logs count
 * @param buyer what the buyer counts
 */
public record CountLine(String grantId, String action, Optional<PeriodCount> supplier, Optional<PeriodCount> buyer) {

    /** EQUAL, DIFFERENT, or PENDING while one side has not posted. */
    public String state() {
        return supplier.isEmpty() || buyer.isEmpty() ? "PENDING" : supplier.equals(buyer) ? "EQUAL" : "DIFFERENT";
    }

    static List<CountLine> of(Settlement settlement) {
        Map<String, CountLine> lines = new TreeMap<>();
        settlement
                .supplierCounts()
                .forEach(count -> lines.put(key(count), line(count, Optional.of(count), Optional.empty())));
        settlement
                .buyerCounts()
                .forEach(count -> lines.merge(
                        key(count),
                        line(count, Optional.empty(), Optional.of(count)),
                        (known, posted) -> line(count, known.supplier, posted.buyer)));
        return List.copyOf(lines.values());
    }

    private static CountLine line(PeriodCount count, Optional<PeriodCount> supplier, Optional<PeriodCount> buyer) {
        return new CountLine(count.grantId(), count.action().name(), supplier, buyer);
    }

    private static String key(PeriodCount count) {
        return count.grantId() + "/" + count.action();
    }
}
