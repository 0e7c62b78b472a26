package io.kontor.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians over the rounds of each number of clients. */
final class LedgerMedians {

    private final String ledger;
    private final Map<Integer, List<LedgerRow>> byClients = new TreeMap<>();

    LedgerMedians(String ledger, List<LedgerRow> rows) {
        this.ledger = ledger;
        rows.forEach(row -> byClients
                .computeIfAbsent(row.clients(), clients -> new ArrayList<>())
                .add(row));
    }

    /** One JSON object. */
    String toJson() {
        return "{\"medians\":["
                + byClients.entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(","))
                + "],\"ledger\":\"" + ledger + "\",\"processors\":"
                + Runtime.getRuntime().availableProcessors() + "}";
    }

    private static String json(int clients, List<LedgerRow> rows) {
        return String.format(
                Locale.ROOT,
                "{\"clients\":%d,\"create_tps\":%.2f,\"anchor_tps\":%.2f,\"ratio\":%.3f,\"create_p50_ms\":%.1f,"
                        + "\"create_p99_ms\":%.1f,\"anchor_p50_ms\":%.1f,\"anchor_p99_ms\":%.1f,\"anchor_failed\":%d,"
                        + "\"create_failed\":%d,\"create_bytes\":%.0f,\"anchor_bytes\":%.0f}",
                clients,
                median(rows, row -> row.create().perSecond()),
                median(rows, row -> row.anchor().perSecond()),
                median(rows, LedgerRow::ratio),
                median(rows, row -> row.create().p50Millis()),
                median(rows, row -> row.create().p99Millis()),
                median(rows, row -> row.anchor().p50Millis()),
                median(rows, row -> row.anchor().p99Millis()),
                rows.stream().mapToLong(row -> row.anchor().failed()).sum(),
                rows.stream().mapToLong(row -> row.create().failed()).sum(),
                median(rows, row -> row.create().bytesEach()),
                median(rows, row -> row.anchor().bytesEach()));
    }

    /** A line for each number of clients. */
    List<String> toText() {
        return byClients.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%d clients: anchors are %.2f of creations [%.2f..%.2f], %.1f a second, p50 %.1f ms, %d failed",
                        entry.getKey(),
                        median(entry.getValue(), LedgerRow::ratio),
                        entry.getValue().stream()
                                .mapToDouble(LedgerRow::ratio)
                                .min()
                                .orElse(0),
                        entry.getValue().stream()
                                .mapToDouble(LedgerRow::ratio)
                                .max()
                                .orElse(0),
                        median(entry.getValue(), row -> row.anchor().perSecond()),
                        median(entry.getValue(), row -> row.anchor().p50Millis()),
                        entry.getValue().stream()
                                .mapToLong(row -> row.anchor().failed())
                                .sum()))
                .toList();
    }

    private static double median(List<LedgerRow> rows, ToDoubleFunction<LedgerRow> value) {
        double[] sorted = rows.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
