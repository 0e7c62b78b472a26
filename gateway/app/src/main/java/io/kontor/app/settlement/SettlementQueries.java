package io.kontor.app.settlement;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.Records;
import io.kontor.app.page.ListQuery;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.Slice;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderCodec;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNoteCodec;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads settlement periods of the index with their order, disputes and credit notes. */
@Component
class SettlementQueries {

    static final String DEFAULT_SORT = "-period";

    private static final String SELECT = """
            select r.key, r.type, r.body, r.transaction_id, r.block, r.at, r.doc ->> 'orderId' as order_id,
                (r.doc ->> 'period')::bigint as period, r.doc ->> 'status' as status,
                coalesce((r.doc -> 'rating' ->> 'charge')::bigint, 0) as charge,
                coalesce((r.doc -> 'rating' ->> 'usage')::bigint, 0) as usage,
                o.doc ->> 'buyer' as buyer, o.doc ->> 'seller' as seller
            from record r join record o on o.key = 'order/' || (r.doc ->> 'orderId')
            where r.type = 'settlement' and\s""";

    private final JdbcClient jdbc;
    private final Records records;

    SettlementQueries(JdbcClient jdbc, Records records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    Slice<SettlementRow> page(ReadScope scope, ListRequest request) {
        return list(scope).page(jdbc, request, scope.parameters()).map(source -> row(scope, source));
    }

    List<SettlementRow> all(ReadScope scope, ListRequest request, int rowsMax) {
        return list(scope).all(jdbc, request, scope.parameters(), rowsMax).stream()
                .map(source -> row(scope, source))
                .toList();
    }

    Optional<SettlementRow> find(ReadScope scope, String orderId, int period) {
        return records.find(scope, "settlement/" + orderId + "/" + period).map(source -> row(scope, source));
    }

    Optional<Order> order(ReadScope scope, String orderId) {
        return records.find(scope, "order/" + orderId).map(found -> OrderCodec.fromJson(found.json()));
    }

    List<LedgerRecord> disputes(ReadScope scope, String orderId, int period) {
        return records.where(scope, "dispute", "orderId", orderId).stream()
                .filter(found -> DisputeCodec.fromJson(found.json()).period() == period)
                .toList();
    }

    /** Where both sides' counts of a period differ, with the receipts that either side misses (SET-9). */
    List<LedgerRecord> differences(ReadScope scope, String orderId, int period) {
        return records.where(scope, "difference", "orderId", orderId).stream()
                .filter(found -> CountDifferenceCodec.fromJson(found.json()).period() == period)
                .toList();
    }

    Optional<Dispute> dispute(ReadScope scope, String disputeId) {
        return records.find(scope, "dispute/" + disputeId).map(found -> DisputeCodec.fromJson(found.json()));
    }

    List<CreditNote> credits(ReadScope scope, String orderId) {
        return records.where(scope, "credit", "orderId", orderId).stream()
                .map(found -> CreditNoteCodec.fromJson(found.json()))
                .toList();
    }

    private SettlementRow row(ReadScope scope, LedgerRecord source) {
        Settlement settlement = SettlementCodec.fromJson(source.json());
        Order order = order(scope, settlement.orderId())
                .orElseThrow(() -> new IllegalStateException(
                        "Cannot show settlement " + source.key() + ": its order is not in the scope"));
        return new SettlementRow(source, settlement, order, caps(scope, order.seller()));
    }

    private Optional<BandSchedule> caps(ReadScope scope, String seller) {
        return records.find(scope, "member/" + seller)
                .map(found -> MemberCodec.fromJson(found.json()).cityId())
                .flatMap(city -> records.find(scope, "city/" + city))
                .map(found -> CityProfileCodec.fromJson(found.json()))
                .map(CityProfile::priceCaps);
    }

    private static ListQuery<LedgerRecord> list(ReadScope scope) {
        return new ListQuery<>(SELECT + scope.records("r"), "key", DEFAULT_SORT, SettlementQueries::source)
                .sortedByText("order", "order_id")
                .sortedByText("status", "status")
                .sortedByNumber("period", "period")
                .sortedByNumber("charge", "charge")
                .sortedByNumber("usage", "usage")
                .filteredBy("orderId", "q.order_id = :filter_orderId")
                .filteredBy("period", "q.period::text = :filter_period")
                .filteredBy("status", "q.status = :filter_status")
                .filteredBy("party", ":filter_party in (q.buyer, q.seller)");
    }

    private static LedgerRecord source(ResultSet rs, int index) throws SQLException {
        return new LedgerRecord(
                rs.getString("key"),
                rs.getString("type"),
                rs.getString("body"),
                rs.getString("transaction_id"),
                rs.getLong("block"),
                rs.getLong("at"));
    }
}
