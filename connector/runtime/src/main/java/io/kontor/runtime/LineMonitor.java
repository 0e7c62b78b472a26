package io.kontor.runtime;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.eclipse.edc.spi.monitor.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each message; stack traces only at level DEBUG. Once the connector is ending, what EDC's state machines say of an executor
 * that takes no more tasks is no error. Thread-safe.
 */
final class LineMonitor implements Monitor {
    /** Weights of messages, heaviest first. */
    enum Level {
        SEVERE,
        WARNING,
        INFO,
        DEBUG
    }

    private final Level threshold;
    private final PrintStream out;
    private final Clock clock;
    private volatile boolean ending;

    LineMonitor(Level threshold, PrintStream out, Clock clock) {
        this.threshold = threshold;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void severe(Supplier<String> message, Throwable... errors) {
        write(Level.SEVERE, message, errors);
    }

    @Override
    public void severe(String message, Throwable... errors) {
        write(Level.SEVERE, () -> message, errors);
    }

    @Override
    public void warning(Supplier<String> message, Throwable... errors) {
        write(Level.WARNING, message, errors);
    }

    @Override
    public void warning(String message, Throwable... errors) {
        write(Level.WARNING, () -> message, errors);
    }

    @Override
    public void info(Supplier<String> message, Throwable... errors) {
        write(Level.INFO, message, errors);
    }

    @Override
    public void info(String message, Throwable... errors) {
        write(Level.INFO, () -> message, errors);
    }

    @Override
    public void debug(Supplier<String> message, Throwable... errors) {
        write(Level.DEBUG, message, errors);
    }

    @Override
    public void debug(String message, Throwable... errors) {
        write(Level.DEBUG, () -> message, errors);
    }

    /** From now on the connector is ending. */
    void end() {
        ending = true;
    }

    private Level weight(Level level, Throwable... errors) {
        boolean ofTheEnd = ending && Arrays.stream(errors).anyMatch(RejectedExecutionException.class::isInstance);
        return ofTheEnd ? Level.DEBUG : level;
    }

    private void write(Level level, Supplier<String> message, Throwable... errors) {
        if (weight(level, errors).compareTo(threshold) > 0) {
            return;
        }
        StringBuilder line = new StringBuilder()
                .append(Instant.ofEpochMilli(clock.millis()))
                .append(' ')
                .append(level)
                .append(' ')
                .append(message.get());
        for (@Nullable Throwable error : errors) {
            if (error != null) {
                line.append(" (").append(error).append(')');
            }
        }
        out.println(line.toString().replaceAll("[\\r\\n]+", " "));
        if (threshold == Level.DEBUG) {
            for (@Nullable Throwable error : errors) {
                if (error != null) {
                    error.printStackTrace(out);
                }
            }
        }
    }
}
