package io.kontor.usage.contact;

import java.time.Duration;
import java.util.concurrent.Executor;

/** What runs an engine's blocking calls and timers; the seam at which a simulation steps them. */
public interface Threads extends Executor, AutoCloseable {

    /** Threads of their own, bounded; none is started before there is work. */
    static Threads own() {
        return new OwnThreads();
    }

    /**
     * Runs a blocking call.
     *
     * @throws java.util.concurrent.RejectedExecutionException when too many wait
     */
    @Override
    void execute(Runnable call);

    /**
     * Runs a short task once.
     *
     * @throws java.util.concurrent.RejectedExecutionException when closed
     */
    void after(Duration delay, Runnable task);

    /** Runs a short task again and again, an interval after its last end. */
    void every(Duration interval, Runnable task);

    @Override
    void close();
}
