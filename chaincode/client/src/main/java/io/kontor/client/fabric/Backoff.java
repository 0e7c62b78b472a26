package io.kontor.client.fabric;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits between tries with jitter; closing ends all waits. */
final class Backoff implements AutoCloseable {
    private static final long FIRST_MS = 20;
    private static final long LONGEST_MS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    /**
     * Waits before another try.
     *
     * @param attempt tries so far, from 1
     * @return whether to go on
     */
    boolean await(int attempt) {
        long bound = Math.min(LONGEST_MS, FIRST_MS << Math.min(attempt, 10));
        long nanos = TimeUnit.MILLISECONDS.toNanos(
                bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
        lock.lock();
        try {
            while (!closed && nanos > 0) {
                nanos = closing.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
