package io.kontor.usage.contact;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Blocking calls of the ledger and timers, away from the threads that serve. */
public final class LedgerTasks implements AutoCloseable {

    private final Threads threads;

    /**
     * Tasks on threads.
     *
     * @param threads closed with the tasks
     */
    public LedgerTasks(Threads threads) {
        this.threads = threads;
    }

    /** Runs a blocking call; completes exceptionally with what it throws, or with RejectedExecutionException when too many wait. */
    public <T> CompletionStage<T> run(Supplier<T> call) {
        try {
            return CompletableFuture.supplyAsync(call, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Completes when the delay is over; exceptionally, at once, when the tasks are closed. */
    public CompletionStage<Void> after(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try {
            threads.after(delay, () -> over.complete(null));
        } catch (RejectedExecutionException e) {
            over.completeExceptionally(e);
        }
        return over;
    }

    /** Runs a short task again and again. */
    public void every(Duration interval, Runnable task) {
        threads.every(interval, task);
    }

    @Override
    public void close() {
        threads.close();
    }
}
