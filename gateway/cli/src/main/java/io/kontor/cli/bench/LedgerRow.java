package io.kontor.cli.bench;

import java.util.Locale;

/**
 * One pair of legs of a round.
 *
 * @param ledger what was measured
 * @param clients clients at once
 * @param round round, from 1
 * @param create plain creations
 * @param anchor anchors
 */
record LedgerRow(String ledger, int clients, int round, Side create, Side anchor) {

    private static final double NANOS = 1e9;
    private static final double MICROS_PER_MILLI = 1e3;

    /**
     * One leg.
     *
     * @param committed transactions that were committed
     * @param failed those that were not
     * @param perSecond committed a second
     * @param p50Millis latency that half of them did not exceed
     * @param p99Millis latency that 99 of 100 did not exceed
     * @param bytesEach bytes of the blocks by committed transaction
     */
    record Side(long committed, long failed, double perSecond, double p50Millis, double p99Millis, double bytesEach) {

        static Side of(Latencies latencies, long failed, long nanos, long bytes) {
            long committed = latencies.count();
            return new Side(
                    committed,
                    failed,
                    committed * NANOS / nanos,
                    latencies.percentileMicros(50) / MICROS_PER_MILLI,
                    latencies.percentileMicros(99) / MICROS_PER_MILLI,
                    committed == 0 ? 0 : (double) bytes / committed);
        }
    }

    double ratio() {
        return create.perSecond() == 0 ? 0 : anchor.perSecond() / create.perSecond();
    }

    long failed() {
        return create.failed() + anchor.failed();
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"ledger\":\"%s\",\"clients\":%d,\"round\":%d,\"create_tps\":%.2f,\"anchor_tps\":%.2f,\"ratio\":%.3f,"
                        + "\"create_p50_ms\":%.1f,\"create_p99_ms\":%.1f,\"anchor_p50_ms\":%.1f,\"anchor_p99_ms\":%.1f,"
                        + "\"creates\":%d,\"anchors\":%d,\"create_failed\":%d,\"anchor_failed\":%d,"
                        + "\"create_bytes\":%.0f,\"anchor_bytes\":%.0f}",
                ledger,
                clients,
                round,
                create.perSecond(),
                anchor.perSecond(),
                ratio(),
                create.p50Millis(),
                create.p99Millis(),
                anchor.p50Millis(),
                anchor.p99Millis(),
                create.committed(),
                anchor.committed(),
                create.failed(),
                anchor.failed(),
                create.bytesEach(),
                anchor.bytesEach());
    }

    String toText() {
        return String.format(
                Locale.ROOT,
                "%7d  %2d   %8.1f %8.1f  %5.2f   %8.1f %8.1f   %8.1f %8.1f   %6d   %8.0f %8.0f",
                clients,
                round,
                create.perSecond(),
                anchor.perSecond(),
                ratio(),
                create.p50Millis(),
                create.p99Millis(),
                anchor.p50Millis(),
                anchor.p99Millis(),
                failed(),
                create.bytesEach(),
                anchor.bytesEach());
    }

    static String header() {
        return "clients  rd   create/s anchor/s  ratio   create p50, p99 ms   anchor p50, p99 ms   failed   create B"
                + " anchor B";
    }
}
