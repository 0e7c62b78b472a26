package io.kontor.app.ledger;

import io.kontor.app.page.ListQuery;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads records of the index, each within a scope. */
@Component
public class Records {

    private static final String COLUMNS =
            "r.key, r.type, r.body, r.transaction_id, r.block, r.at, r.doc, r.scope_kind, r.scope_id";

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The record of a key, if the scope holds it. */
    public Optional<LedgerRecord> find(ReadScope scope, String key) {
        return jdbc.sql("select " + COLUMNS + " from record r where r.key = :key and " + scope.records("r"))
                .params(scope.parameters(Map.of("key", key)))
                .query(Records::row)
                .optional();
    }

    /** All records of a type whose field has the value, in the order of their keys; at most 1,000. */
    public List<LedgerRecord> where(ReadScope scope, String type, String field, String value) {
        return jdbc.sql("select " + COLUMNS + " from record r where r.type = :type and r.doc ->> :field = :value and "
                        + scope.records("r") + " order by r.key collate \"C\" limit 1000")
                .params(scope.parameters(Map.of("type", type, "field", field, "value", value)))
                .query(Records::row)
                .list();
    }

    /** One page of the records of a type. */
    Slice<LedgerRecord> page(ReadScope scope, RecordCollection collection, ListRequest request) {
        ListQuery<LedgerRecord> query = new ListQuery<>(
                        "select " + COLUMNS + " from record r where r.type = :type and " + scope.records("r"),
                        "key",
                        "key",
                        Records::row)
                .sortedByText("key", "key")
                .sortedByNumber("block", "block")
                .sortedByNumber("at", "at");
        for (String field : collection.filters()) {
            String column =
                    field.equals(RecordStates.STATE) ? RecordStates.ofDeletion("q") : "q.doc ->> '" + field + "'";
            query.filteredBy(field, column + " = :filter_" + field);
        }
        return query.page(jdbc, request, scope.parameters(Map.of("type", collection.type())));
    }

    /** Number of deletion tasks by state. */
    public Map<String, Long> deletions(ReadScope scope) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select " + RecordStates.ofDeletion("r") + " as state, count(*) as tasks from record r"
                        + " where r.type = 'deletion' and " + scope.records("r") + " group by 1")
                .params(scope.parameters())
                .query(rs -> {
                    counts.put(rs.getString("state"), rs.getLong("tasks"));
                });
        return counts;
    }

    /** Transactions that wrote the key, oldest first; at most 200. Only for keys that the reader was shown. */
    public List<KeyEvent> history(String key) {
        return jdbc.sql("""
                select transaction_id, block, function, at from ledger_event where keys @> array[:key]::text[]
                order by block, position limit 200""")
                .param("key", key)
                .query((rs, i) -> new KeyEvent(rs.getString(1), rs.getLong(2), rs.getString(3), rs.getLong(4)))
                .list();
    }

    private static LedgerRecord row(ResultSet rs, int index) throws SQLException {
        return new LedgerRecord(
                rs.getString("key"),
                rs.getString("type"),
                rs.getString("body"),
                rs.getString("transaction_id"),
                rs.getLong("block"),
                rs.getLong("at"));
    }

    /**
     * A transaction that wrote a key.
     *
     * @param transactionId transaction
     * @param block block
     * @param function function that ran
     * @param at transaction time, epoch milliseconds
     */
    public record KeyEvent(String transactionId, long block, String function, long at) {}
}
