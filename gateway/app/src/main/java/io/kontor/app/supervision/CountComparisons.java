package io.kontor.app.supervision;

import io.kontor.app.ledger.ReadScope;
import io.kontor.app.supervision.SupervisionSummary.CountComparison;
import io.kontor.app.supervision.SupervisionSummary.Counts;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares what both sides counted in each settlement period. */
@Component
class CountComparisons {

    private static final int PERIODS_MAX = 1000;

    private final JdbcClient jdbc;

    CountComparisons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CountComparison> of(ReadScope scope) {
        Set<String> readable = grants(scope);
        List<CountComparison> all = new ArrayList<>();
        jdbc.sql("select r.body from record r where r.type = 'settlement' and " + scope.records("r")
                        + " order by r.key desc limit " + PERIODS_MAX)
                .params(scope.parameters())
                .query(String.class)
                .list()
                .forEach(body -> all.addAll(compared(SettlementCodec.fromJson(CanonicalJson.parse(body)))));
        return all.stream().filter(count -> readable.contains(count.grantId())).toList();
    }

    private Set<String> grants(ReadScope scope) {
        return jdbc.sql("select r.doc ->> 'grantId' from record r where r.type = 'grant' and " + scope.records("r"))
                .params(scope.parameters())
                .query(String.class)
                .set();
    }

    private static List<CountComparison> compared(Settlement settlement) {
        Map<String, PeriodCount> suppliers = byGrant(settlement.supplierCounts());
        Map<String, PeriodCount> buyers = byGrant(settlement.buyerCounts());
        Map<String, PeriodCount> all = new TreeMap<>(buyers);
        all.putAll(suppliers);
        return all.entrySet().stream()
                .map(entry -> compared(
                        settlement,
                        entry.getValue(),
                        counts(suppliers, entry.getKey()),
                        counts(buyers, entry.getKey())))
                .toList();
    }

    private static CountComparison compared(Settlement settlement, PeriodCount which, Counts supplier, Counts buyer) {
        return new CountComparison(
                settlement.orderId(),
                settlement.period(),
                which.grantId(),
                which.action().name(),
                supplier,
                buyer,
                supplier.equals(buyer));
    }

    private static Map<String, PeriodCount> byGrant(List<PeriodCount> counts) {
        Map<String, PeriodCount> map = new TreeMap<>();
        counts.forEach(count -> map.put(count.grantId() + "/" + count.action(), count));
        return map;
    }

    private static Counts counts(Map<String, PeriodCount> counts, String key) {
        PeriodCount count = counts.get(key);
        return count == null ? Counts.NONE : new Counts(count.calls(), count.hits(), count.usage());
    }
}
