package io.kontor.dataplane.http;

import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bodies an event loop waits for, oldest first. One look a second at the oldest serves all of them: a timer for each call costs more
 * than its policy. Its event loop only.
 */
final class BodyDeadlines {

    /** From the beginning of a body until it must be there; up to one second more. */
    static final int SECONDS = 15;

    private static final long TICK_MS = 1_000;

    private final Map<RequestBody, Long> waiting = new LinkedHashMap<>();
    private long ticks;

    /** Deadlines that are looked at by the event loop that asks. */
    static BodyDeadlines on(Vertx vertx) {
        BodyDeadlines deadlines = new BodyDeadlines();
        vertx.setPeriodic(TICK_MS, timer -> deadlines.tick());
        return deadlines;
    }

    void add(RequestBody body) {
        waiting.put(body, ticks);
    }

    void remove(RequestBody body) {
        waiting.remove(body);
    }

    /** A second is over: what has been waited for longer than allowed fails. */
    void tick() {
        ticks++;
        for (Optional<RequestBody> late = late(); late.isPresent(); late = late()) {
            waiting.remove(late.get());
            late.get().expire();
        }
    }

    private Optional<RequestBody> late() {
        return waiting.entrySet().stream()
                .findFirst()
                .filter(oldest -> ticks - oldest.getValue() > SECONDS)
                .map(Map.Entry::getKey);
    }
}
