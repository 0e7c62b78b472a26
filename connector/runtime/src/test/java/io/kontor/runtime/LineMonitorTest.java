package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LineMonitorTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LineMonitor monitor = new LineMonitor(
            LineMonitor.Level.WARNING,
            new PrintStream(written, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void writes_an_error_as_one_line() {
        monitor.severe("first\nsecond", new IllegalStateException("why"));

        assertThat(text())
                .isEqualTo("1970-01-01T00:00:00Z SEVERE first second (java.lang.IllegalStateException: why)\n");
    }

    @Test
    void keeps_silent_about_refused_tasks_only_while_the_connector_ends() {
        monitor.severe("running", new RejectedExecutionException());
        monitor.end();
        monitor.severe("ending", new RejectedExecutionException());
        monitor.severe("broken", new IllegalStateException());

        assertThat(text()).contains("running").doesNotContain("ending").contains("broken");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
