package io.kontor.extension.grant;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.edc.spi.monitor.Monitor;

/** One thread that runs the connector's recurring steps one after the other; a step that fails is logged and runs again at its next turn. */
public final class GrantWorker implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final Monitor monitor;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kontor-grants");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Creates the worker.
     *
     * @param monitor log of failed steps
     */
    public GrantWorker(Monitor monitor) {
        this.monitor = monitor;
    }

    /**
     * Runs a step again and again.
     *
     * @param name what it does, for the log
     * @param step step
     * @param everyMillis pause between its runs
     */
    public void every(String name, Runnable step, long everyMillis) {
        ScheduledFuture<?> unused =
                executor.scheduleWithFixedDelay(() -> guarded(name, step), 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void guarded(String name, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            monitor.warning("Cannot " + name + " now, will try again: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
