package io.kontor.cli.bench;

import java.util.Locale;

/**
 * One pair of legs of a round, and what it came to.
 *
 * @param subject what was called
 * @param round round, from 1
 * @param plain the yardstick; all zero for calls with consent
 * @param enforced with enforcement
 * @param traces what enforcement left behind
 */
record CallRow(Subject subject, int round, Side plain, Side enforced, Traces traces) {

    private static final double MICROS_PER_MILLI = 1e3;

    /**
     * What is called.
     *
     * @param source memory, upstream, consent or jersey
     * @param durability disk or os
     * @param connections connections
     * @param load closed loop, or half of what that came to in an open loop
     */
    record Subject(String source, String durability, int connections, Load load) {

        Subject(String source, String durability, int connections) {
            this(source, durability, connections, Load.FULL);
        }
    }

    /** How calls fall due. */
    enum Load {
        /** As soon as the one before on the connection is answered. */
        FULL,
        /** At half the rate that enforcement reached, whatever is answered. */
        HALF
    }

    /**
     * One leg.
     *
     * @param load what the generator saw
     * @param cpuMicros CPU of the server's process
     * @param othersMicros CPU of everything that takes no part
     */
    record Side(LoadResult load, long cpuMicros, long othersMicros) {

        double cpuPerCall() {
            return load.calls() == 0 ? 0 : (double) cpuMicros / load.calls();
        }

        double othersShare() {
            return load.micros() == 0 ? 0 : (double) othersMicros / load.micros();
        }
    }

    /**
     * What a leg with enforcement left.
     *
     * @param syncs syncs of the journal
     * @param ledgerTransactions own committed transactions
     */
    record Traces(long syncs, long ledgerTransactions) {}

    double ratio() {
        return plain.load().perSecond() == 0
                ? 0
                : enforced.load().perSecond() / plain.load().perSecond();
    }

    double cpuAdded() {
        return enforced.cpuPerCall() - plain.cpuPerCall();
    }

    double p50Millis() {
        return enforced.load().p50Micros() / MICROS_PER_MILLI;
    }

    double p99Millis() {
        return enforced.load().p99Micros() / MICROS_PER_MILLI;
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"source\":\"%s\",\"durability\":\"%s\",\"connections\":%d,\"load\":\"%s\",\"round\":%d,\"plain_rps\":%.0f,"
                        + "\"enforced_rps\":%.0f,\"ratio\":%.3f,\"cpu_added_us\":%.2f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,"
                        + "\"fsyncs\":%d,\"ledger_tx\":%d,\"plain_cpu_us\":%.2f,\"enforced_cpu_us\":%.2f,"
                        + "\"plain_p50_ms\":%.3f,\"plain_p99_ms\":%.3f,\"calls\":%d,\"failed\":%d,\"others_cpu\":%.2f}",
                subject.source(),
                subject.durability(),
                subject.connections(),
                subject.load().name().toLowerCase(Locale.ROOT),
                round,
                plain.load().perSecond(),
                enforced.load().perSecond(),
                ratio(),
                cpuAdded(),
                p50Millis(),
                p99Millis(),
                traces.syncs(),
                traces.ledgerTransactions(),
                plain.cpuPerCall(),
                enforced.cpuPerCall(),
                plain.load().p50Micros() / MICROS_PER_MILLI,
                plain.load().p99Micros() / MICROS_PER_MILLI,
                enforced.load().calls(),
                enforced.load().failed() + plain.load().failed(),
                Math.max(plain.othersShare(), enforced.othersShare()));
    }

    String toText() {
        return String.format(
                Locale.ROOT,
                "%-8s %-4s %4d %-4s %2d  %8.0f %8.0f  %5.2f   %6.1f %6.1f %7.1f   %7.3f %8.3f  %7d %5d   %4.2f%s",
                subject.source(),
                subject.durability(),
                subject.connections(),
                subject.load().name().toLowerCase(Locale.ROOT),
                round,
                plain.load().perSecond(),
                enforced.load().perSecond(),
                ratio(),
                plain.cpuPerCall(),
                enforced.cpuPerCall(),
                cpuAdded(),
                p50Millis(),
                p99Millis(),
                traces.syncs(),
                traces.ledgerTransactions(),
                Math.max(plain.othersShare(), enforced.othersShare()),
                enforced.load().failed() == 0 ? "" : "  " + enforced.load().failed() + " not answered with 200");
    }

    static String header() {
        return "source   dur. conn load rd     plain enforced  ratio   CPU µs: plain enf.  added    p50 ms   p99 ms"
                + "   fsyncs led.tx others";
    }
}
