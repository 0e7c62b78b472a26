package io.kontor.app.receipt;

import io.kontor.app.page.Csv;
import io.kontor.app.page.Formats;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls as CSV. */
final class CallCsv {

    private static final List<String> HEADS = List.of(
            "time",
            "logId",
            "index",
            "callId",
            "session",
            "sequence",
            "grantId",
            "action",
            "resourceId",
            "scenarioId",
            "orderId",
            "period",
            "user",
            "application",
            "consent",
            "consentState",
            "outcome",
            "refusal",
            "items",
            "records",
            "usage",
            "bytes",
            "pages",
            "unitsLeft",
            "counts",
            "anchored",
            "transactionId",
            "block");

    private CallCsv() {}

    static Csv of(List<CallRow> rows) {
        Csv csv = new Csv(HEADS);
        rows.forEach(row -> csv.row(cells(row)));
        return csv;
    }

    private static List<String> cells(CallRow row) {
        Stream<@Nullable Object> cells = Stream.of(
                Formats.time(row.time()),
                row.logId(),
                row.index(),
                row.callId(),
                row.session(),
                row.sequence(),
                row.grantId(),
                row.action(),
                row.resourceId(),
                row.scenarioId(),
                row.orderId(),
                row.period(),
                row.user(),
                row.application(),
                row.consent(),
                row.consentState(),
                row.outcome(),
                row.refusal(),
                row.items(),
                row.records(),
                row.usage(),
                row.bytes(),
                row.pages(),
                row.unitsLeft(),
                row.counts(),
                row.anchored() ? "yes" : "no",
                row.headTransactionId(),
                row.headBlock());
        return cells.map(cell -> Objects.toString(cell, "")).toList();
    }
}
