package io.kontor.cli.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** When which process was struck and not whole again (docs/chaos.md); what is not ended lasts. Thread-safe. */
final class Absences {

    private final LongSupplier clock;
    private final Map<Key, Long> open = new HashMap<>();
    private final List<Absence> over = new ArrayList<>();

    /**
     * None yet.
     *
     * @param clock epoch milliseconds
     */
    Absences(LongSupplier clock) {
        this.clock = clock;
    }

    /** What keeps a process from serving. */
    enum Why {
        /** It was killed and does not serve again yet. */
        DOWN,
        /** Its disk takes no or not all writes. */
        DISK,
        /** Its clock is not the caller's. */
        CLOCK,
        /** Two processes write its log. */
        COPIED
    }

    private record Key(String name, Why why) {}

    /**
     * A time in which a process was struck.
     *
     * @param name process
     * @param why what keeps it from serving
     * @param from epoch milliseconds
     * @param to epoch milliseconds; {@link Long#MAX_VALUE} while it lasts
     */
    record Absence(String name, Why why, long from, long to) {

        boolean within(String process, long begin, long end) {
            return name.equals(process) && from <= end && begin <= to;
        }
    }

    /** It is struck from now on, unless it was so already. */
    synchronized void begin(String name, Why why) {
        open.putIfAbsent(new Key(name, why), clock.getAsLong());
    }

    /** It is whole again since now. */
    void end(String name, Why why) {
        end(name, why, 0);
    }

    /** It will be whole again in so many milliseconds. */
    synchronized void end(String name, Why why, long in) {
        Long from = open.remove(new Key(name, why));
        if (from != null) {
            over.add(new Absence(name, why, from, clock.getAsLong() + in));
        }
    }

    /** A run begins: what was is of no interest any more. */
    synchronized void clear() {
        over.clear();
        open.clear();
    }

    /** All so far. */
    synchronized List<Absence> all() {
        List<Absence> all = new ArrayList<>(over);
        open.forEach((key, from) -> all.add(new Absence(key.name(), key.why(), from, Long.MAX_VALUE)));
        return List.copyOf(all);
    }
}
