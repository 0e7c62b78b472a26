package io.kontor.cli.patience;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Goes on when a process was away for a while: repeats what failed for that reason, a bounded time. */
public final class Patience {
    /** Long enough for the slowest process to be started again. */
    public static final Duration RESTART = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Patience() {}

    /**
     * Does something that may safely be done twice.
     *
     * @param action what is done
     * @param later whether an answer says to come again
     * @param away whether a failure says that somebody is away, rather than no
     * @return the first answer for good; when nobody came back in time, the last one
     */
    public static <T> T with(Callable<T> action, Predicate<T> later, Predicate<Exception> away) throws Exception {
        long deadline = System.nanoTime() + RESTART.toNanos();
        while (true) {
            boolean last =
                    System.nanoTime() > deadline || Thread.currentThread().isInterrupted();
            try {
                T answer = action.call();
                if (last || !later.test(answer)) {
                    return answer;
                }
            } catch (Exception e) { // what does not say "away" is thrown on as it is
                if (last || !away.test(e)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
        }
    }
}
