package io.kontor.app.receipt;

import io.kontor.app.ledger.ReadScope;
import io.kontor.app.page.ListRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Totals over calls: by outcome and code, by scenario and action, and how many releases of personal data a consent covers. */
@Component
public class CallTotals {

    private final JdbcClient jdbc;

    CallTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The totals over what a list shows with these filters, all pages together. */
    public Totals of(ReadScope scope, ListRequest request) {
        Map<String, Object> bound = scope.parameters();
        String select = CallQueries.list(scope).filteredSelect(request, bound);
        List<Group> groups = jdbc.sql("""
                select coalesce(t.scenario_id, '') as scenario, coalesce(t.action, '') as action, t.outcome,
                    coalesce(t.refusal, '') as refusal, count(*) as calls, coalesce(sum(t.usage), 0)::bigint as usage,
                    coalesce(sum(t.bytes), 0)::bigint as bytes
                from (%s) t group by 1, 2, 3, 4 order by 1, 2, 3, 4""".formatted(select))
                .params(bound)
                .query((rs, i) -> new Group(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getLong(5),
                        rs.getLong(6),
                        rs.getLong(7)))
                .list();
        Coverage coverage = jdbc.sql("""
                select count(*), count(*) filter (where t.consent_state = 'CONSUMED' and t.consent_call = t.call_id)
                from (%s) t where t.outcome = 'HIT' and t.personal""".formatted(select))
                .params(bound)
                .query((rs, i) -> new Coverage(rs.getLong(1), rs.getLong(2)))
                .single();
        long pending = jdbc.sql("select count(*) from (%s) t where not t.anchored".formatted(select))
                .params(bound)
                .query(Long.class)
                .single();
        return new Totals(groups, coverage, pending);
    }

    /**
     * Calls with the same scenario, action, outcome and code.
     *
     * @param scenarioId scenario, empty where none is named
     * @param action action, empty for refused sessions
     * @param outcome outcome
     * @param refusal code, empty unless refused
     * @param calls how many
     * @param usage usage of them
     * @param bytes bytes released
     */
    public record Group(
            String scenarioId, String action, String outcome, String refusal, long calls, long usage, long bytes) {

        Group plus(Group other) {
            return new Group(
                    scenarioId,
                    action,
                    outcome,
                    refusal,
                    calls + other.calls,
                    usage + other.usage,
                    bytes + other.bytes);
        }
    }

    /**
     * Consent coverage of released personal-data calls.
     *
     * @param released calls that released personal data
     * @param covered those whose consent the ledger shows as consumed by that very call
     */
    public record Coverage(long released, long covered) {}

    /**
     * Totals.
     *
     * @param groups by scenario, action, outcome and code
     * @param coverage consent coverage
     * @param pending calls whose receipt no anchored head contains yet
     */
    public record Totals(List<Group> groups, Coverage coverage, long pending) {

        public Totals {
            groups = List.copyOf(groups);
        }

        /** The same by outcome and code alone. */
        public List<Group> byOutcome() {
            Map<String, Group> merged = new TreeMap<>();
            for (Group group : groups) {
                Group bare = new Group(
                        "", "", group.outcome(), group.refusal(), group.calls(), group.usage(), group.bytes());
                merged.merge(group.outcome() + " " + group.refusal(), bare, Group::plus);
            }
            return List.copyOf(merged.values());
        }

        /** All calls. */
        public long calls() {
            return groups.stream().mapToLong(Group::calls).sum();
        }

        /** Usage of all calls. */
        public long usage() {
            return groups.stream().mapToLong(Group::usage).sum();
        }

        /** Bytes released by all calls. */
        public long bytes() {
            return groups.stream().mapToLong(Group::bytes).sum();
        }
    }
}
