package io.kontor.cli.bench;

import java.util.Locale;

/**
 * Records that one sink took in one round.
 *
 * @param sink journal, bare or postgres
 * @param writers threads that each wait for their record
 * @param round round, from 1
 * @param records durable records
 * @param micros duration
 * @param p50Micros median wait
 * @param p99Micros what one wait in a hundred exceeds
 */
record SinkRow(String sink, int writers, int round, long records, long micros, long p50Micros, long p99Micros) {

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    double perSecond() {
        return records * MICROS_PER_SECOND / micros;
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"sink\":\"%s\",\"writers\":%d,\"round\":%d,\"per_second\":%.0f,\"p50_ms\":%.3f,\"p99_ms\":%.3f}",
                sink,
                writers,
                round,
                perSecond(),
                p50Micros / MICROS_PER_MILLI,
                p99Micros / MICROS_PER_MILLI);
    }

    String toText() {
        return String.format(
                Locale.ROOT,
                "%-8s %4d  %2d  %9.0f   %8.3f %8.3f",
                sink,
                writers,
                round,
                perSecond(),
                p50Micros / MICROS_PER_MILLI,
                p99Micros / MICROS_PER_MILLI);
    }

    static String header() {
        return "sink     wrtr  rd    records/s     p50 ms   p99 ms";
    }
}
