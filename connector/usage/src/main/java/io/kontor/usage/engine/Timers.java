package io.kontor.usage.engine;

import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.grant.GrantBook;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What runs by itself: anchors at their interval, a look every second at what the ledger has not taken or told yet. */
final class Timers {

    private static final Logger LOG = System.getLogger(Timers.class.getName());
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Timers() {}

    static void start(EngineBase base, Anchorer anchorer, GrantBook grants, Runnable everySecond) {
        LedgerTasks tasks = base.tasks();
        every(tasks, base.config().timing().anchorInterval(), anchorer::tick);
        every(tasks, base.config().timing().refresh(), grants::refresh);
        every(tasks, SECOND, () -> {
            anchorer.observe();
            grants.keepUp();
            everySecond.run();
        });
    }

    /** A timer that throws would never run again. */
    static void every(LedgerTasks tasks, Duration interval, Runnable task) {
        Runnable lasting = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A task of the engine failed and is tried again", e);
            }
        };
        tasks.every(interval, lasting);
    }
}
