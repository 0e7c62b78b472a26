package io.kontor.cli.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that end. */
final class Pause {

    private static final Duration LOOK = Duration.ofMillis(100);

    private Pause() {}

    static void of(long milliseconds) {
        long end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether something came true in time. */
    static boolean until(Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            of(LOOK.toMillis());
        }
        return condition.getAsBoolean();
    }
}
