package io.kontor.app.grant;

import io.kontor.app.page.Csv;
import io.kontor.app.page.Formats;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import java.util.ArrayList;
import java.util.List;

/** Grants as CSV. */
final class GrantCsv {

    private static final List<String> HEADS = List.of(
            "grantId",
            "version",
            "orderId",
            "resourceId",
            "resource",
            "supplier",
            "seller",
            "buyer",
            "scenarioId",
            "dataClass",
            "mode",
            "viewUsed",
            "viewLeased",
            "viewLimit",
            "processUsed",
            "processLeased",
            "processLimit",
            "downloadUsed",
            "downloadLeased",
            "downloadLimit",
            "users",
            "applications",
            "windowFrom",
            "windowUntil",
            "signedBy",
            "status",
            "reason",
            "deletion",
            "termsHash",
            "transactionId",
            "block");

    private GrantCsv() {}

    static Csv of(List<GrantRow> rows) {
        Csv csv = new Csv(HEADS);
        rows.forEach(row -> csv.row(cells(row)));
        return csv;
    }

    private static List<String> cells(GrantRow row) {
        Grant grant = row.grant();
        List<String> cells = new ArrayList<>(List.of(
                grant.grantId(),
                String.valueOf(grant.version()),
                grant.orderId(),
                grant.resourceId(),
                row.resource().title(),
                grant.supplier(),
                grant.seller(),
                grant.buyer(),
                grant.terms().scenarioId(),
                row.resource().dataClass(),
                row.resource().mode()));
        for (Action action : Action.values()) {
            cells.addAll(units(row, action));
        }
        cells.addAll(List.of(
                String.valueOf(grant.terms().users().size()),
                String.valueOf(grant.terms().applications().size()),
                Formats.time(grant.terms().window().startsAt()),
                Formats.time(grant.terms().window().endsAt()),
                String.join(
                        " ",
                        grant.signatures().stream().map(s -> s.participantId()).toList()),
                grant.status().name(),
                grant.reason().orElse(""),
                row.deletion(),
                grant.termsHash().hex(),
                row.source().transactionId(),
                String.valueOf(row.source().block())));
        return cells;
    }

    private static List<String> units(GrantRow row, Action action) {
        return row.units().stream()
                .filter(units -> units.action() == action)
                .findFirst()
                .map(units -> List.of(
                        String.valueOf(units.used()), String.valueOf(units.leased()), String.valueOf(units.limit())))
                .orElse(List.of("", "", ""));
    }
}
