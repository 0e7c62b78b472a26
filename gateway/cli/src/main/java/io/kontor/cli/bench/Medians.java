package io.kontor.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians over the rounds of each subject. */
final class Medians {

    private final Map<CallRow.Subject, List<CallRow>> bySubject = new LinkedHashMap<>();

    Medians(List<CallRow> rows) {
        rows.forEach(row -> bySubject
                .computeIfAbsent(row.subject(), key -> new ArrayList<>())
                .add(row));
    }

    /** One JSON object. */
    String toJson(Environment environment) {
        return "{\"medians\":["
                + bySubject.entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(","))
                + "]," + environment.toJson() + "}";
    }

    private static String json(CallRow.Subject subject, List<CallRow> rows) {
        return String.format(
                Locale.ROOT,
                "{\"source\":\"%s\",\"durability\":\"%s\",\"connections\":%d,\"load\":\"%s\",\"plain_rps\":%.0f,\"enforced_rps\":%.0f,"
                        + "\"ratio\":%.3f,\"cpu_added_us\":%.2f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"plain_p50_ms\":%.3f,"
                        + "\"plain_p99_ms\":%.3f,\"fsyncs\":%.0f,\"ledger_tx\":%.0f}",
                subject.source(),
                subject.durability(),
                subject.connections(),
                subject.load().name().toLowerCase(Locale.ROOT),
                median(rows, row -> row.plain().load().perSecond()),
                median(rows, row -> row.enforced().load().perSecond()),
                median(rows, CallRow::ratio),
                median(rows, CallRow::cpuAdded),
                median(rows, CallRow::p50Millis),
                median(rows, CallRow::p99Millis),
                median(rows, row -> row.plain().load().p50Micros() / 1e3),
                median(rows, row -> row.plain().load().p99Micros() / 1e3),
                median(rows, row -> row.traces().syncs()),
                median(rows, row -> row.traces().ledgerTransactions()));
    }

    /** A table. */
    List<String> toText() {
        List<String> lines = new ArrayList<>();
        bySubject.forEach((subject, rows) -> lines.add(String.format(
                Locale.ROOT,
                "%-8s %-4s %4d %-4s  ratio %5.2f [%.2f..%.2f]   CPU added %6.1f µs [%.1f..%.1f]   p50 %.3f ms (plain %.3f)"
                        + "   p99 %.3f ms (plain %.3f)   %.0f calls/s",
                subject.source(),
                subject.durability(),
                subject.connections(),
                subject.load().name().toLowerCase(Locale.ROOT),
                median(rows, CallRow::ratio),
                least(rows, CallRow::ratio),
                most(rows, CallRow::ratio),
                median(rows, CallRow::cpuAdded),
                least(rows, CallRow::cpuAdded),
                most(rows, CallRow::cpuAdded),
                median(rows, CallRow::p50Millis),
                median(rows, row -> row.plain().load().p50Micros() / 1e3),
                median(rows, CallRow::p99Millis),
                median(rows, row -> row.plain().load().p99Micros() / 1e3),
                median(rows, row -> row.enforced().load().perSecond()))));
        return lines;
    }

    static <T> double median(List<T> rows, ToDoubleFunction<T> value) {
        double[] sorted = rows.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double least(List<CallRow> rows, ToDoubleFunction<CallRow> value) {
        return rows.stream().mapToDouble(value).min().orElse(0);
    }

    private static double most(List<CallRow> rows, ToDoubleFunction<CallRow> value) {
        return rows.stream().mapToDouble(value).max().orElse(0);
    }
}
