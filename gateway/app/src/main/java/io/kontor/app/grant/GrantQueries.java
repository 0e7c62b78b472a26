package io.kontor.app.grant;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.RecordStates;
import io.kontor.app.page.ListQuery;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.Slice;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.resource.DataClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads grants of the index with what they refer to. */
@Component
class GrantQueries {

    static final String DEFAULT_SORT = "-proposed";

    private static final String SELECT = """
            select r.key, r.type, r.body, r.transaction_id, r.block, r.at,
                r.doc ->> 'grantId' as grant_id, r.doc ->> 'status' as status, r.doc ->> 'supplier' as supplier,
                r.doc ->> 'seller' as seller, r.doc ->> 'buyer' as buyer, r.doc ->> 'orderId' as order_id,
                r.doc ->> 'resourceId' as resource_id, r.doc -> 'terms' ->> 'scenarioId' as scenario_id,
                r.doc -> 'terms' -> 'actions' as actions, r.doc -> 'signatures' as signatures,
                (r.doc ->> 'proposedAt')::bigint as proposed_at,
                (r.doc -> 'terms' -> 'window' ->> 'endsAt')::bigint as ends_at,
                coalesce(res.doc ->> 'title', '') as resource_title, coalesce(res.doc ->> 'dataClass', '') as data_class,
                coalesce((res.doc ->> 'grade')::int, 0) as grade, coalesce(sc.doc ->> 'title', '') as scenario_title,
                case when del.key is null then '' else %s end as deletion_state
            from record r
            left join record res on res.key = 'resource/' || (r.doc ->> 'resourceId')
            left join record sc on sc.key = 'scenario/' || (r.doc -> 'terms' ->> 'scenarioId')
            left join record del on del.key = 'deletion/' || (r.doc ->> 'grantId')
            where r.type = 'grant' and\s""".formatted(RecordStates.ofDeletion("del"));

    private final JdbcClient jdbc;
    private final GrantUnits units;

    GrantQueries(JdbcClient jdbc, GrantUnits units) {
        this.jdbc = jdbc;
        this.units = units;
    }

    Slice<GrantRow> page(ReadScope scope, ListRequest request) {
        Slice<GrantRow> slice = list(scope).page(jdbc, request, scope.parameters());
        return new Slice<>(units.fill(slice.items()), slice.next());
    }

    List<GrantRow> all(ReadScope scope, ListRequest request, int rowsMax) {
        return units.fill(list(scope).all(jdbc, request, scope.parameters(), rowsMax));
    }

    Optional<GrantRow> find(ReadScope scope, String grantId) {
        return jdbc.sql(SELECT + scope.records("r") + " and r.key = :key")
                .params(scope.parameters(Map.of("key", "grant/" + grantId)))
                .query(GrantQueries::row)
                .optional()
                .map(row -> units.fill(List.of(row)).get(0));
    }

    private static ListQuery<GrantRow> list(ReadScope scope) {
        return new ListQuery<>(SELECT + scope.records("r"), "key", DEFAULT_SORT, GrantQueries::row)
                .sortedByText("grantId", "grant_id")
                .sortedByText("supplier", "supplier")
                .sortedByText("buyer", "buyer")
                .sortedByText("status", "status")
                .sortedByNumber("proposed", "proposed_at")
                .sortedByNumber("window", "ends_at")
                .filteredBy("status", "q.status = :filter_status")
                .filteredBy("deletion", "q.deletion_state = :filter_deletion")
                .filteredBy("party", ":filter_party in (q.supplier, q.seller, q.buyer)")
                .filteredBy("scenarioId", "q.scenario_id = :filter_scenarioId")
                .filteredBy("resourceId", "q.resource_id = :filter_resourceId")
                .filteredBy("orderId", "q.order_id = :filter_orderId")
                .filteredBy("grantId", "q.grant_id ilike '%' || :filter_grantId || '%'");
    }

    private static GrantRow row(ResultSet rs, int index) throws SQLException {
        LedgerRecord source = new LedgerRecord(
                rs.getString("key"),
                rs.getString("type"),
                rs.getString("body"),
                rs.getString("transaction_id"),
                rs.getLong("block"),
                rs.getLong("at"));
        Grant grant = GrantCodec.fromJson(source.json());
        String dataClass = rs.getString("data_class");
        String mode =
                dataClass.isEmpty() ? "" : DataClass.valueOf(dataClass).mode().name();
        return new GrantRow(
                source,
                grant,
                new GrantRow.ResourceFacts(rs.getString("resource_title"), dataClass, mode, rs.getInt("grade")),
                rs.getString("scenario_title"),
                rs.getString("deletion_state"),
                List.of());
    }
}
