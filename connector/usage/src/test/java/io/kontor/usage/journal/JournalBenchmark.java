package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Durable records of 420 bytes a second from 64 writers that wait for each. Run by name under the profile {@code benchmark}; nothing in
 * it fails on a duration. What they are measured against is in {@code kontor bench journal}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(64)
public class JournalBenchmark {
    private static final int ROUNDS = 5;
    private static final int RECORD = 420;
    private static final int SEGMENT = 64 << 20;

    /** When a record counts as durable. */
    @Param({"DISK", "OS"})
    public Durability durability = Durability.DISK;

    private final byte[] record = new byte[RECORD];
    private Path folder = Path.of("");
    private Journal journal;

    /** Not opened yet. */
    @SuppressWarnings("NullAway.Init") // the harness calls open before any benchmark
    public JournalBenchmark() {}

    /** Opens it in a folder of its own. */
    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("kontor-journal");
        journal = Journal.open(
                JournalFiles.onDisk(folder.resolve("journal")),
                new JournalConfig(durability, 8_192, SEGMENT, Runnable::run),
                (type, payload, at) -> {});
    }

    /** Closes it and removes its folder. */
    @TearDown
    public void close() throws IOException {
        journal.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Through the journal. */
    @Benchmark
    public RecordPosition journalAppend() {
        return journal.append(sink -> sink.add(1, record)).join();
    }

    @Test
    void prints_what_an_append_costs() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(JournalBenchmark.class.getSimpleName())
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(2))
                        .build())
                .run();
        assertThat(results).hasSize(2);
    }
}
