package io.kontor.usage.engine;

import io.kontor.usage.grant.GrantBook;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What runs by itself: anchors at their interval, a look every second at what the ledger has not taken or told yet. */
final class Timers {

    private static final Logger LOG = System.getLogger(Timers.class.getName());
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Timers() {}

    static void start(EngineBase base, Anchorer anchorer, GrantBook grants, Runnable everySecond) {
        ScheduledExecutorService timer = base.tasks().timer();
        every(timer, base.config().timing().anchorInterval(), anchorer::tick);
        every(timer, base.config().timing().refresh(), grants::refresh);
        every(timer, SECOND, () -> {
            anchorer.observe();
            grants.keepUp();
            everySecond.run();
        });
    }

    /** A timer that throws would never run again. */
    private static void every(ScheduledExecutorService timer, Duration interval, Runnable task) {
        Runnable lasting = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A task of the engine failed and is tried again", e);
            }
        };
        var unused =
                timer.scheduleWithFixedDelay(lasting, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
}
