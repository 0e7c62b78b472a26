package io.kontor.cli.bench;

import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kontor bench calls}: what enforcement costs, against the same server without it (docs/performance.md). */
@Command(
        name = "calls",
        description = "Measure calls with enforcement against the same server without it, in interleaved pairs.",
        mixinStandardHelpOptions = true)
public final class CallsCommand implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "5", description = "Pairs of each row (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "2", description = "Length of a leg (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "6", description = "Seconds of warm-up (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--source",
            split = ",",
            defaultValue = "memory,upstream,jersey",
            description = "memory, upstream, jersey (against Jetty and Jersey from memory) or some of them.")
    private List<String> sources = List.of();

    @Option(names = "--durability", split = ",", defaultValue = "disk,os", description = "disk, os or both.")
    private List<String> durabilities = List.of();

    @Option(names = "--connections", split = ",", defaultValue = "1,32,64,128", description = "Connections.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--consents",
            defaultValue = "500",
            description = "Consented calls of a round, 0 for none (default: ${DEFAULT-VALUE}).")
    private int consents;

    @Option(names = "--pin", description = "Give the measured server processor 0 and everything else processor 1.")
    private boolean pin;

    @Option(names = "--jfr", paramLabel = "FOLDER", description = "Keep a flight recording of each measured server.")
    private Optional<Path> recordings = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object a row, and the medians last.")
    private boolean json;

    @Mixin
    private final BenchPlace place = new BenchPlace();

    @Override
    public Integer call() throws Exception {
        CallsBenchmark.Plan plan = plan();
        return place.occupy((layout, ports) -> {
            run(plan, layout, ports);
            return 0;
        });
    }

    private CallsBenchmark.Plan plan() {
        BenchPlace.require(rounds >= 1 && seconds >= 1 && warmup >= 0 && consents >= 0, "a number is too small");
        BenchPlace.require(
                List.of("memory", "upstream", "jersey").containsAll(sources), "--source is memory, upstream or jersey");
        BenchPlace.require(List.of("disk", "os").containsAll(durabilities), "--durability is disk or os");
        BenchPlace.require(connections.stream().allMatch(n -> n >= 1 && n <= 1_024), "--connections are 1 to 1024");
        BenchPlace.require(!pin || Pinning.possible(), "--pin needs two processors and taskset");
        return new CallsBenchmark.Plan(
                sources,
                durabilities,
                connections,
                rounds,
                (int) TimeUnit.SECONDS.toMillis(seconds),
                (int) TimeUnit.SECONDS.toMillis(warmup),
                consents);
    }

    private void run(CallsBenchmark.Plan plan, Layout layout, Ports ports) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DiskProbe disk = DiskProbe.measure(layout.root(), TimeUnit.SECONDS.toNanos(1));
        Environment environment = new Environment(
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version", "?"), pin, disk);
        if (!json) {
            environment.toText().forEach(out::println);
            out.println(CallRow.header());
        }
        List<CallRow> rows = new ArrayList<>();
        BenchStage.Setting setting = new BenchStage.Setting(
                Path.of(System.getProperty("kontor.home", ".")),
                layout,
                ports,
                pin,
                recordings.map(Path::toAbsolutePath));
        try (BenchStage stage = new BenchStage(setting)) {
            new CallsBenchmark(stage, plan, row -> {
                        rows.add(row);
                        out.println(json ? row.toJson() : row.toText());
                    })
                    .run();
        }
        Medians medians = new Medians(rows);
        if (json) {
            out.println(medians.toJson(environment));
        } else {
            out.println();
            medians.toText().forEach(out::println);
        }
    }
}
