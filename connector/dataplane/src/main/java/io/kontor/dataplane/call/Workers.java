package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.rejection.RejectionCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bounded pool on which sources run (DPL-2). A call takes its slot before it takes a unit, so a full pool costs the caller nothing.
 * Thread-safe.
 */
public final class Workers implements AutoCloseable {

    private final ThreadPoolExecutor pool;
    private final Semaphore slots;
    private final int capacity;

    /**
     * Starts the pool.
     *
     * @param threads calls that run at once
     * @param waiting further calls that may wait
     */
    public Workers(int threads, int waiting) {
        AtomicInteger number = new AtomicInteger();
        capacity = threads + waiting;
        slots = new Semaphore(capacity);
        // The semaphore bounds the queue.
        pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "kontor-source-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Takes a slot.
     *
     * @throws ProblemException with 503 BUSY when all are taken
     */
    Slot acquire() {
        if (!slots.tryAcquire()) {
            throw new ProblemException(Problem.of(
                            503, RejectionCode.BUSY, "All " + capacity + " places for calls of this instance are taken")
                    .withRetryAfter(1));
        }
        return new Slot();
    }

    /** Calls that hold a slot. */
    public int busy() {
        return capacity - slots.availablePermits();
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** A place in the pool for the steps of one call; free again once released and no step runs. */
    final class Slot {

        private int running;
        private boolean released;

        /** Runs a step. */
        <T> CompletionStage<T> run(Callable<T> step) {
            begin();
            CompletableFuture<T> result = new CompletableFuture<>();
            pool.execute(() -> {
                try {
                    result.complete(step.call());
                } catch (Exception | LinkageError e) {
                    result.completeExceptionally(e);
                } finally {
                    end();
                }
            });
            return result;
        }

        private synchronized void begin() {
            running++;
        }

        private synchronized void end() {
            running--;
            freeIfOver();
        }

        /** Gives the place back; a second time does nothing. */
        synchronized void release() {
            if (!released) {
                released = true;
                freeIfOver();
            }
        }

        private void freeIfOver() {
            if (released && running == 0) {
                slots.release();
                running = Integer.MIN_VALUE;
            }
        }
    }
}
