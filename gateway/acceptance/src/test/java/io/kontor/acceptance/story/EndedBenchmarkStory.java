package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark that is told to end in the middle. */
class EndedBenchmarkStory {

    /** Contract, development peer, upstream, load generator, and both servers. */
    private static final int PROCESSES = 6;

    private static final String PORT_BASE = "21500";

    @Test
    void a_benchmark_that_is_told_to_end_leaves_no_process(@TempDir Path folder) throws Exception {
        Process bench = new ProcessBuilder(PackagedKontor.command(List.of(
                        "bench",
                        "calls",
                        "--warmup",
                        "300",
                        "--connections",
                        "1",
                        "--consents",
                        "0",
                        "--durability",
                        "os",
                        "--dir",
                        folder.toString(),
                        "--port-base",
                        PORT_BASE)))
                .inheritIO()
                .start();
        List<ProcessHandle> started;
        try {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !bench.isAlive() || bench.descendants().count() >= PROCESSES);
            started = bench.descendants().toList();
        } finally {
            bench.destroy();
        }
        boolean ended = bench.waitFor(1, TimeUnit.MINUTES);
        bench.destroyForcibly();

        assertThat(started).hasSizeGreaterThanOrEqualTo(PROCESSES);
        assertThat(ended).as("it ends").isTrue();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
        } finally {
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
