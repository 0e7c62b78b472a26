package io.kontor.cli.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks again until there is an answer, a bounded time. */
final class Polling {
    private static final Duration PAUSE = Duration.ofMillis(60);

    private Polling() {}

    /** A question that may have no answer yet. */
    interface Question<T> {
        /** The answer, once there is one. */
        Optional<T> ask() throws Exception;
    }

    /**
     * Waits for the answer.
     *
     * @param what what is waited for, for the message
     * @param patience longest wait
     * @throws IllegalStateException when there is none in time
     */
    static <T> T until(String what, Duration patience, Question<T> question) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> answer = question.ask();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Cannot " + what + ": nothing within " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
        }
    }
}
