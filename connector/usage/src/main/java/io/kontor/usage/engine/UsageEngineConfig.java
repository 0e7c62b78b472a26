package io.kontor.usage.engine;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Ids;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.keys.KeyProtection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How one instance runs; no default is hidden elsewhere.
 *
 * @param folder folder of the journal and of the instance's keys; one per instance, made when missing (0700)
 * @param logId identifier of the log, unique on the ledger
 * @param participantId supplier that runs the instance
 * @param cityId city of the supplier
 * @param address base URL of the instance for callers and mirrors
 * @param protection what seals the keys at rest
 * @param durability when a receipt counts as durable ({@code disk})
 * @param timing intervals
 * @param limits bounds
 * @param callbacks runs what depends on the engine's stages
 * @param wakes runs what wakes the journal's sequencer, at the end of the turn of the thread that asks at the latest
 * @param suite {@code suite}: name of the federation's crypto suite ({@code intl})
 */
public record UsageEngineConfig(
        Path folder,
        String logId,
        String participantId,
        String cityId,
        String address,
        KeyProtection protection,
        Durability durability,
        Timing timing,
        Limits limits,
        Executor callbacks,
        Executor wakes,
        String suite) {

    public UsageEngineConfig {
        CryptoSuites.named(suite);
        Ids.require("log id", logId);
        Ids.require("participant id", participantId);
        Ids.require("city id", cityId);
    }

    /** The configuration of an instance with the suite {@code intl}. */
    public UsageEngineConfig(
            Path folder,
            String logId,
            String participantId,
            String cityId,
            String address,
            KeyProtection protection,
            Durability durability,
            Timing timing,
            Limits limits,
            Executor callbacks) {
        this(
                folder,
                logId,
                participantId,
                cityId,
                address,
                protection,
                durability,
                timing,
                limits,
                callbacks,
                Runnable::run,
                CryptoSuites.INTL);
    }

    /** The configuration with other bounds. */
    public UsageEngineConfig withLimits(Limits other) {
        return new UsageEngineConfig(
                folder,
                logId,
                participantId,
                cityId,
                address,
                protection,
                durability,
                timing,
                other,
                callbacks,
                wakes,
                suite);
    }

    /** The configuration with another suite. */
    public UsageEngineConfig withSuite(String other) {
        return new UsageEngineConfig(
                folder,
                logId,
                participantId,
                cityId,
                address,
                protection,
                durability,
                timing,
                limits,
                callbacks,
                wakes,
                other);
    }

    /**
     * Intervals.
     *
     * @param anchorInterval {@code anchor-interval-s}: longest time from a leaf to the next anchor (30 s)
     * @param maxStaleness {@code max-staleness-s}: longest time without an own committed transaction in which calls are served (60 s);
     *     the city's own limit holds where it is shorter
     * @param sessionLife {@code session-minutes}: validity of a session, at most 15 minutes
     * @param refresh {@code grant-refresh-s}: how often a cached grant is read again even when no event came (30 s)
     */
    public record Timing(Duration anchorInterval, Duration maxStaleness, Duration sessionLife, Duration refresh) {

        /** The defaults. */
        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(15), Duration.ofSeconds(30));

        public Timing {
            requirePositive("anchor-interval-s", anchorInterval);
            requirePositive("max-staleness-s", maxStaleness);
            requirePositive("session-minutes", sessionLife);
            requirePositive("grant-refresh-s", refresh);
            if (sessionLife.compareTo(Duration.ofMinutes(15)) > 0) {
                throw new IllegalArgumentException(
                        "Cannot accept session-minutes " + sessionLife.toMinutes() + ": at most 15");
            }
        }

        private static void requirePositive(String key, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("Cannot accept " + key + " " + value + ": must be above 0");
            }
        }
    }

    /**
     * Bounds.
     *
     * @param instances {@code instances}: data-plane instances that serve the same grants; blocks are leased while free ≥ 64 × instances
     * @param sessions {@code max-sessions}: live sessions
     * @param inFlight {@code max-in-flight}: calls that hold a permit or wait for one
     * @param queue {@code journal-queue}: records that wait for the journal
     * @param segmentBytes {@code journal-segment-bytes}: size of a journal segment, preallocated
     * @param retentionDays {@code journal-retention-days}: days after its newest leaf at which a segment may be retired, besides what the
     *     ledger asks for (JNL-15); 0: none is
     */
    public record Limits(int instances, int sessions, int inFlight, int queue, int segmentBytes, int retentionDays) {

        /** The defaults. */
        public static final Limits DEFAULT = new Limits(1, 4096, 4096, 8192, 16 << 20);

        /** Holds one batch of any size (JNL-3) and some more. */
        private static final int SMALLEST_SEGMENT = (1 << 20) + (1 << 12);

        public Limits {
            requireAtLeast("instances", instances, 1);
            requireAtLeast("max-sessions", sessions, 1);
            requireAtLeast("max-in-flight", inFlight, 1);
            requireAtLeast("journal-queue", queue, 1);
            requireAtLeast("journal-segment-bytes", segmentBytes, SMALLEST_SEGMENT);
            requireAtLeast("journal-retention-days", retentionDays, 0);
        }

        /** Bounds under which no segment is retired. */
        public Limits(int instances, int sessions, int inFlight, int queue, int segmentBytes) {
            this(instances, sessions, inFlight, queue, segmentBytes, 0);
        }

        private static void requireAtLeast(String key, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(
                        "Cannot accept " + key + " " + value + ": must be at least " + least);
            }
        }
    }
}
