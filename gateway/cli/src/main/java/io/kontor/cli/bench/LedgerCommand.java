package io.kontor.cli.bench;

import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.network.FolderOption;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.NetworkFolder;
import io.kontor.network.fabric.Organisation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kontor bench ledger}: anchors against plain creations on the same ledger (docs/performance.md). */
@Command(
        name = "ledger",
        description =
                "Measure anchors against plain creations of a small record on the same ledger, in interleaved rounds.",
        mixinStandardHelpOptions = true)
public final class LedgerCommand implements Callable<Integer> {

    private static final int CLIENTS_MAX = 200;

    @Option(
            names = "--ledger",
            paramLabel = "KIND",
            defaultValue = "DEVELOPMENT",
            description =
                    "DEVELOPMENT, or FABRIC for a network that kontor network up started (default: ${DEFAULT-VALUE}).")
    private LedgerSite.Kind ledger = LedgerSite.Kind.DEVELOPMENT;

    @Option(
            names = "--network",
            paramLabel = "DIR",
            defaultValue = FolderOption.DEFAULT_DIR,
            description = "Folder of the Fabric network (default: ${DEFAULT-VALUE}).")
    private Path network = Path.of(FolderOption.DEFAULT_DIR);

    @Option(names = "--rounds", defaultValue = "5", description = "Pairs of each row (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of a leg (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds of warm-up (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,100",
            description = "Clients at once, each anchors a log of its own (default: ${DEFAULT-VALUE}).")
    private List<Integer> clients = List.of();

    @Option(
            names = "--receipts",
            defaultValue = "100",
            description = "Receipts that an anchor adds to its log (default: ${DEFAULT-VALUE}).")
    private int receipts;

    @Option(
            names = "--totals",
            defaultValue = "1",
            description = "Totals that an anchor reports, one a grant (default: ${DEFAULT-VALUE}).")
    private int totals;

    @Option(names = "--json", description = "Print one JSON object a row, and the medians last.")
    private boolean json;

    @Mixin
    private final BenchPlace place = new BenchPlace();

    @Override
    public Integer call() throws Exception {
        LedgerBenchmark.Plan plan = plan();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return ledger == LedgerSite.Kind.FABRIC ? onFabric(plan, out) : onDevelopment(plan, out);
    }

    private LedgerBenchmark.Plan plan() {
        BenchPlace.require(rounds >= 1 && seconds >= 1 && warmup >= 0, "a number is too small");
        BenchPlace.require(!clients.isEmpty(), "--clients names nobody");
        BenchPlace.require(
                clients.stream().allMatch(n -> n >= 1 && n <= CLIENTS_MAX), "--clients are 1 to " + CLIENTS_MAX);
        BenchPlace.require(receipts >= 1 && receipts <= 100_000, "--receipts is 1 to 100000");
        BenchPlace.require(
                totals >= 0 && totals <= 200 && totals <= receipts, "--totals is 0 to 200, at most --receipts");
        return new LedgerBenchmark.Plan(
                clients, rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmup), receipts, totals);
    }

    /** Keys stay with the network: its ledger knows their members from the first run on. */
    private int onFabric(LedgerBenchmark.Plan plan, PrintStream out) throws IOException, InterruptedException {
        FabricNetwork running = new FabricNetwork(new NetworkFolder(network), Organisation.TWO_CITIES);
        Path keys = place.named().orElse(running.folder().run().resolve("bench"));
        LedgerSite site = Files.isDirectory(keys) ? LedgerSite.played(running) : LedgerSite.fabric(running);
        site.markPlayed();
        Layout layout = new Layout(keys);
        FileLock lock = layout.open();
        try (var channel = lock.acquiredBy();
                LedgerStage stage = LedgerStage.on(site, layout, LedgerStage.blocksOf(running))) {
            return run(plan, stage, out) && channel.isOpen() ? 0 : 1;
        }
    }

    private int onDevelopment(LedgerBenchmark.Plan plan, PrintStream out) throws IOException, InterruptedException {
        return place.occupy((layout, ports) -> {
            try (LedgerStage stage = LedgerStage.development(layout, ports)) {
                return run(plan, stage, out) ? 0 : 1;
            }
        });
    }

    /** Measures and prints; false when an anchor or a creation failed. */
    private boolean run(LedgerBenchmark.Plan plan, LedgerStage stage, PrintStream out) throws InterruptedException {
        if (!json) {
            out.println(LedgerRow.header());
        }
        List<LedgerRow> rows = new ArrayList<>();
        new LedgerBenchmark(stage, plan, row -> {
                    rows.add(row);
                    out.println(json ? row.toJson() : row.toText());
                })
                .run();
        LedgerMedians medians = new LedgerMedians(stage.ledger(), rows);
        if (json) {
            out.println(medians.toJson());
        } else {
            out.println();
            medians.toText().forEach(out::println);
        }
        return rows.stream().allMatch(row -> row.failed() == 0);
    }
}
