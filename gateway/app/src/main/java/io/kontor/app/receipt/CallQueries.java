package io.kontor.app.receipt;

import io.kontor.app.ledger.ReadScope;
import io.kontor.app.page.Formats;
import io.kontor.app.page.ListQuery;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads calls from the mirrored receipts, joined with what the ledger says about consent, units, head and counts. */
@Component
class CallQueries {

    static final String DEFAULT_SORT = "-time";

    /** One row a call: a reservation that has ended is told by the leaf that ended it. */
    private static final String SELECT = """
            select c.*, coalesce(c.usage, 0) as usage_sort, c.log_id || '/' || lpad(c.idx::text, 16, '0') as key,
                case when c.kind = 'RELEASED' and c.hit = 'MISS' then 'MISS' when c.kind = 'RELEASED' then 'HIT'
                    else c.kind end as outcome,
                case when c.consent is null then null else coalesce(con.doc ->> 'status', 'UNKNOWN') end as consent_state,
                con.doc ->> 'callId' as consent_call,
                (al.doc ->> 'limit')::bigint - c.units_ever as units_left,
                case when st.doc is null or jsonb_array_length(st.doc -> 'buyerCounts') = 0 then 'PENDING'
                    when (select e from jsonb_array_elements(st.doc -> 'supplierCounts') e
                            where e ->> 'grantId' = c.grant_id and e ->> 'action' = c.action)
                        is not distinct from
                        (select e from jsonb_array_elements(st.doc -> 'buyerCounts') e
                            where e ->> 'grantId' = c.grant_id and e ->> 'action' = c.action) then 'EQUAL'
                    else 'DIFFERENT' end as counts,
                coalesce(c.idx < (h.doc -> 'head' ->> 'treeSize')::bigint, false) as anchored,
                h.transaction_id as head_transaction, coalesce(h.block, 0) as head_block,
                coalesce(res.doc ->> 'personalData', '') = 'PERSONAL' as personal
            from receipt c
            left join record h on h.key = 'head/' || c.log_id
            left join record con on con.consent_digest = c.consent
            left join record al on al.key = 'allowance/' || c.grant_id || '/' || c.action
            left join record st on st.key = 'settlement/' || c.order_id || '/' || c.period
            left join record res on res.key = 'resource/' || c.resource_id
            where c.ended_by is null and (c.call_id is not null or c.kind = 'SESSION_REFUSED') and\s""";

    private final JdbcClient jdbc;

    CallQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Slice<CallRow> page(ReadScope scope, ListRequest request) {
        return list(scope).page(jdbc, request, scope.parameters());
    }

    List<CallRow> all(ReadScope scope, ListRequest request, int rowsMax) {
        return list(scope).all(jdbc, request, scope.parameters(), rowsMax);
    }

    /** One receipt, also one of a reservation that has ended. */
    Optional<CallRow> find(ReadScope scope, String logId, long index) {
        return jdbc.sql(SELECT.replace("c.ended_by is null and", "") + scope.receipts("c")
                        + " and c.log_id = :log and c.idx = :idx")
                .params(scope.parameters(Map.of("log", logId, "idx", index)))
                .query(CallQueries::row)
                .optional();
    }

    /** Other receipts of the same call, such as the reservation before its end. */
    List<CallRow> ofCall(ReadScope scope, CallRow call) {
        if (call.callId() == null) {
            return List.of();
        }
        return jdbc.sql(SELECT.replace("c.ended_by is null and", "") + scope.receipts("c")
                        + " and c.log_id = :log and c.call_id = :call and c.idx <> :idx order by c.idx limit 20")
                .params(scope.parameters(Map.of("log", call.logId(), "call", call.callId(), "idx", call.index())))
                .query(CallQueries::row)
                .list();
    }

    static ListQuery<CallRow> list(ReadScope scope) {
        return new ListQuery<>(SELECT + scope.receipts("c"), "key", DEFAULT_SORT, CallQueries::row)
                .sortedByNumber("time", "time")
                .sortedByText("log", "key")
                .sortedByText("outcome", "outcome")
                .sortedByNumber("usage", "usage_sort")
                .filteredBy("outcome", "q.outcome = :filter_outcome")
                .filteredBy("refusal", "q.refusal = :filter_refusal")
                .filteredBy("action", "q.action = :filter_action")
                .filteredBy("grantId", "q.grant_id = :filter_grantId")
                .filteredBy("orderId", "q.order_id = :filter_orderId")
                .filteredBy("period", "q.period::text = :filter_period")
                .filteredBy("scenarioId", "q.scenario_id = :filter_scenarioId")
                .filteredBy("resourceId", "q.resource_id = :filter_resourceId")
                .filteredBy("logId", "q.log_id = :filter_logId")
                .filteredBy("callId", "q.call_id = :filter_callId")
                .filteredBy("anchored", "q.anchored = (:filter_anchored = 'yes')")
                .filteredByDate("from", "q.time >= :filter_from", Formats::startOf)
                .filteredByDate("until", "q.time < :filter_until", day -> Formats.startOf(day.plusDays(1)));
    }

    private static CallRow row(ResultSet rs, int index) throws SQLException {
        long left = rs.getLong("units_left");
        @Nullable Long unitsLeft = rs.wasNull() ? null : left;
        return new CallRow(
                rs.getString("log_id"),
                rs.getLong("idx"),
                rs.getString("kind"),
                rs.getString("outcome"),
                rs.getString("refusal"),
                rs.getLong("time"),
                rs.getString("call_id"),
                rs.getString("session"),
                rs.getLong("sequence"),
                rs.getString("grant_id"),
                rs.getString("action"),
                rs.getString("resource_id"),
                rs.getString("scenario_id"),
                rs.getString("order_id"),
                rs.getInt("period"),
                rs.getString("user_key"),
                rs.getString("application_key"),
                rs.getString("consent"),
                rs.getString("consent_state"),
                rs.getInt("items"),
                rs.getLong("records"),
                rs.getLong("usage"),
                rs.getLong("bytes"),
                rs.getInt("pages"),
                unitsLeft,
                rs.getString("counts"),
                rs.getBoolean("anchored"),
                rs.getString("head_transaction"),
                rs.getLong("head_block"));
    }
}
