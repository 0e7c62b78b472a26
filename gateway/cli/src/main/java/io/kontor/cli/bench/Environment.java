package io.kontor.cli.bench;

import java.util.List;
import java.util.Locale;

/**
 * Where a benchmark ran.
 *
 * @param processors processors
 * @param java version of Java
 * @param pinned whether the server had a processor of its own
 * @param disk what a sync cost at the start
 */
record Environment(int processors, String java, boolean pinned, DiskProbe disk) {

    String toJson() {
        return String.format(
                Locale.ROOT,
                "\"processors\":%d,\"java\":\"%s\",\"pinned\":%b,\"disk_sync_p50_ms\":%.3f,\"disk_sync_p99_ms\":%.3f",
                processors,
                java,
                pinned,
                disk.p50Micros() / 1e3,
                disk.p99Micros() / 1e3);
    }

    List<String> toText() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d processors, Java %s, %s",
                        processors,
                        java,
                        pinned
                                ? "server on processor 0, load generator, upstream and ledger on the others"
                                : "server, load generator, upstream and ledger share the processors"),
                disk.toText());
    }
}
