package io.kontor.app.settlement;

import io.kontor.app.page.Csv;
import io.kontor.app.page.Formats;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.stream.Collectors;

/** Settlement periods as CSV, one line a supplier. */
final class SettlementCsv {

    private static final List<String> HEADS = List.of(
            "orderId",
            "period",
            "status",
            "usageBefore",
            "usage",
            "usageAfter",
            "lines",
            "chargeYuan",
            "confirmedBy",
            "unitsYuan",
            "operatorYuan",
            "supplier",
            "weight",
            "formula",
            "amountYuan",
            "oddFen",
            "offsetYuan",
            "notice",
            "treasuryReceipt",
            "disputedUsage",
            "transactionId",
            "block");

    private SettlementCsv() {}

    static Csv of(List<SettlementRow> rows) {
        Csv csv = new Csv(HEADS);
        for (SettlementRow row : rows) {
            if (row.suppliers().isEmpty()) {
                csv.row(cells(row, List.of("", "", "", "", "", "", "", "")));
            }
            row.suppliers().forEach(share -> csv.row(cells(row, cells(share))));
        }
        return csv;
    }

    private static List<String> cells(SettlementRow row, List<String> supplier) {
        Settlement settlement = row.settlement();
        PeriodRating none = new PeriodRating(0, 0, 0, 0, List.of());
        PeriodRating rating = settlement.rating().orElse(none);
        String lines = row.lines().stream()
                .map(line -> line.quantity() + " × " + Formats.price(line.price()))
                .collect(Collectors.joining(" + "));
        String confirmed = settlement.confirmations().stream()
                .map(signature -> signature.participantId())
                .collect(Collectors.joining(" "));
        List<String> cells = new java.util.ArrayList<>(List.of(
                settlement.orderId(),
                String.valueOf(settlement.period()),
                settlement.status().name(),
                String.valueOf(rating.usageBefore()),
                String.valueOf(rating.usage()),
                String.valueOf(rating.usageBefore() + rating.usage()),
                lines,
                plain(rating.charge()),
                confirmed,
                settlement.shares().map(shares -> plain(shares.units())).orElse(""),
                settlement.shares().map(shares -> plain(shares.operator())).orElse("")));
        cells.addAll(supplier);
        cells.addAll(List.of(
                String.valueOf(settlement.disputedUsage()),
                row.source().transactionId(),
                String.valueOf(row.source().block())));
        return cells;
    }

    private static List<String> cells(SettlementRow.Share line) {
        SupplierShare share = line.share();
        return List.of(
                share.supplier(),
                String.valueOf(share.weight()),
                line.formula(),
                plain(share.amount()),
                String.valueOf(share.oddFen()),
                plain(share.offset()),
                share.noticeNumber().orElse(""),
                share.treasuryReceipt().map(Object::toString).orElse(""));
    }

    /** Without separators, so that a spreadsheet can count on. */
    private static String plain(long fen) {
        return Formats.yuan(fen).replace(",", "").replace("−", "-");
    }
}
