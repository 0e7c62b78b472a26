package io.kontor.cli.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often one program is started again: so often in so long, and then it is given up. Thread-safe. */
final class RestartLimit {
    static final int MAX = 3;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Deque<Instant> restarts = new ArrayDeque<>();

    RestartLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it may be started once more; counts it if so. */
    synchronized boolean allow() {
        Instant now = clock.instant();
        restarts.removeIf(restart -> !restart.isAfter(now.minus(WINDOW)));
        if (restarts.size() >= MAX) {
            return false;
        }
        restarts.add(now);
        return true;
    }
}
