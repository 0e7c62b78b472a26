package io.kontor.cli.bench;

import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.PostgresServer;
import io.kontor.usage.journal.Durability;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kontor bench journal}: the journal beside a bare loop and beside a hot row of PostgreSQL (docs/performance.md). */
@Command(
        name = "journal",
        description =
                "Measure durable records through the journal, a bare loop over a file, and one hot row of PostgreSQL.",
        mixinStandardHelpOptions = true)
public final class JournalCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 17_260;

    @Option(names = "--rounds", defaultValue = "5", description = "Legs of each sink (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "2", description = "Length of a leg (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--writers", defaultValue = "64", description = "Writers (default: ${DEFAULT-VALUE}).")
    private int writers;

    @Option(names = "--json", description = "Print one JSON object a row, and the medians last.")
    private boolean json;

    @Option(names = "--port", defaultValue = "" + DEFAULT_PORT, description = "Port of PostgreSQL on 127.0.0.1.")
    private int port;

    @Override
    public Integer call() throws Exception {
        BenchPlace.require(
                rounds >= 1 && seconds >= 1 && writers >= 1 && writers <= 100,
                "--rounds and --seconds are at least 1, --writers 1 to 100");
        Ports.requireFree(port, "--port");
        Path folder = Files.createTempDirectory("kontor-bench");
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), port, JournalCommand::tell);
                DurableSink journal = DurableSink.journal(folder, Durability.DISK);
                DurableSink bare = DurableSink.bare(folder, Durability.DISK);
                DurableSink hotRow = DurableSink.hotRow(postgres)) {
            measure(folder, List.of(journal, bare, hotRow));
            return 0;
        } finally {
            BenchPlace.delete(folder);
        }
    }

    private static void tell(String notice) {
        System.err.println(notice);
    }

    private void measure(Path folder, List<DurableSink> sinks) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Environment environment = new Environment(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version", "?"),
                false,
                DiskProbe.measure(folder, TimeUnit.SECONDS.toNanos(1)));
        if (!json) {
            out.println(environment.disk().toText());
            out.println(SinkRow.header());
        }
        List<SinkRow> rows = new SinkBenchmark(writers, rounds, TimeUnit.SECONDS.toNanos(seconds))
                .run(sinks, row -> out.println(json ? row.toJson() : row.toText()));
        double journal = median(rows, "journal");
        double bare = median(rows, "bare");
        double postgres = median(rows, "postgres");
        out.println(String.format(
                Locale.ROOT,
                json
                        ? "{\"medians\":{\"journal\":%.0f,\"bare\":%.0f,\"postgres\":%.0f,\"journal_to_bare\":%.3f,"
                                + "\"journal_to_postgres\":%.1f}," + environment.toJson() + "}"
                        : "%nmedians: journal %.0f, bare loop %.0f, hot row %.0f a second; journal %.2f of the bare loop,"
                                + " %.1f of the hot row",
                journal,
                bare,
                postgres,
                journal / bare,
                journal / postgres));
    }

    private static double median(List<SinkRow> rows, String sink) {
        return Medians.median(
                rows.stream().filter(row -> row.sink().equals(sink)).toList(), SinkRow::perSecond);
    }
}
