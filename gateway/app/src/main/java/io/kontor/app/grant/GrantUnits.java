package io.kontor.app.grant;

import io.kontor.model.grant.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the units of grants: allowances of the ledger, and of each log the newest of its anchored totals and mirrored receipts. */
@Component
class GrantUnits {

    private static final String UNITS = """
            with counted as (
                select doc ->> 'grantId' as grant_id, doc ->> 'action' as action, doc ->> 'logId' as log_id,
                    (doc ->> 'index')::bigint as idx, (doc -> 'counts' ->> 'unitsEver')::bigint as units
                from record where type = 'total' and doc ->> 'grantId' = any(:grants)
                union all
                select grant_id, action, log_id, idx, units_ever from receipt
                where grant_id = any(:grants) and units_ever is not null),
            newest as (
                select distinct on (grant_id, action, log_id) grant_id, action, units from counted
                order by grant_id, action, log_id, idx desc)
            select a.doc ->> 'grantId' as grant_id, a.doc ->> 'action' as action, (a.doc ->> 'limit')::bigint as units_max,
                (a.doc ->> 'leasedTotal')::bigint - (a.doc ->> 'returnedTotal')::bigint as leased,
                coalesce((select sum(n.units) from newest n
                    where n.grant_id = a.doc ->> 'grantId' and n.action = a.doc ->> 'action'), 0)::bigint as used
            from record a where a.type = 'allowance' and a.doc ->> 'grantId' = any(:grants)
            order by a.key""";

    private final JdbcClient jdbc;

    GrantUnits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows with their units. */
    List<GrantRow> fill(List<GrantRow> rows) {
        Map<String, List<ActionUnits>> units =
                of(rows.stream().map(row -> row.grant().grantId()).toList());
        return rows.stream()
                .map(row -> row.with(units.getOrDefault(row.grant().grantId(), List.of())))
                .toList();
    }

    private Map<String, List<ActionUnits>> of(List<String> grantIds) {
        Map<String, List<ActionUnits>> units = new HashMap<>();
        if (grantIds.isEmpty()) {
            return units;
        }
        jdbc.sql(UNITS).param("grants", grantIds.toArray(String[]::new)).query(rs -> {
            units.computeIfAbsent(rs.getString("grant_id"), id -> new ArrayList<>())
                    .add(new ActionUnits(
                            Action.valueOf(rs.getString("action")),
                            rs.getLong("used"),
                            rs.getLong("leased"),
                            rs.getLong("units_max")));
        });
        return units;
    }
}
