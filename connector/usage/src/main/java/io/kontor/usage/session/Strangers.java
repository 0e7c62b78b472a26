package io.kontor.usage.session;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests that were not authenticated: counted by reason and second, never receipted (architecture §4.8). Thread-safe. */
public final class Strangers {

    /** Why a request is a stranger's. */
    public enum Reason {
        /** It names no open session. */
        SESSION,
        /** Its MAC does not verify. */
        MAC,
        /** Its sequence number was used for another call or is out of its window. */
        SEQUENCE,
        /** An opening names a grant that the ledger does not have. */
        GRANT,
        /** An opening's key is no connector key of the grant's buyer. */
        KEY,
        /** An opening is not signed by the member's key. */
        SIGNATURE,
        /** An opening's time is too far from the time here. */
        TIME,
        /** An opening's nonce was used before. */
        NONCE
    }

    /**
     * Counts of one reason.
     *
     * @param total since the start
     * @param lastSecond in the last whole second
     */
    public record Count(long total, long lastSecond) {}

    private static final class Tally {
        private long total;
        private long second;
        private long inSecond;
        private long before;

        void roll(long now) {
            if (now != second) {
                before = now == second + 1 ? inSecond : 0;
                second = now;
                inSecond = 0;
            }
        }
    }

    private final InstantSource clock;
    private final Map<Reason, Tally> tallies = new EnumMap<>(Reason.class);

    Strangers(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void count(Reason reason) {
        Tally tally = tallies.computeIfAbsent(reason, key -> new Tally());
        tally.roll(clock.millis() / 1000);
        tally.total++;
        tally.inSecond++;
    }

    /** Requests in all. */
    public synchronized long total() {
        return tallies.values().stream().mapToLong(tally -> tally.total).sum();
    }

    /** Counts by reason, in lower case; a reason that never occurred is not there. */
    public synchronized Map<String, Count> counts() {
        long now = clock.millis() / 1000;
        Map<String, Count> counts = new TreeMap<>();
        tallies.forEach((reason, tally) -> {
            tally.roll(now);
            counts.put(reason.name().toLowerCase(Locale.ROOT), new Count(tally.total, tally.before));
        });
        return counts;
    }
}
