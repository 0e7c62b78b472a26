package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.network.FolderOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kontor chaos}: kills and copies processes under load, or plays seeds of the simulation, and says what held. */
@Command(
        name = "chaos",
        description = {
            "Three data planes on one ledger are killed, copied, starved, paused and put out of time while they serve;"
                    + " afterwards everything is counted.",
            "On a Fabric network its leader, its peers and its contract servers are killed, too.",
            "With --simulate the engine runs in a world of one thread and one seed instead."
        },
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {

    private static final int DEFAULT_BASE = 18_100;
    private static final int RUN_SECONDS = 10;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Seconds of load in all, in runs of at most " + RUN_SECONDS + " (default: ${DEFAULT-VALUE}).")
    private int seconds = RUN_SECONDS;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "So many runs, each with at most " + RUN_SECONDS + " of the seconds.")
    private int runs;

    @Option(names = "--seed", paramLabel = "S", description = "First seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--callers", paramLabel = "N", description = "Calls at once (default: ${DEFAULT-VALUE}).")
    private int callers = 1_000;

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
            description = "Folder of the Fabric network (default: ${DEFAULT-VALUE}).",
            defaultValue = FolderOption.DEFAULT_DIR)
    private Path network = Path.of(FolderOption.DEFAULT_DIR);

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "Folder of all state (default: ${DEFAULT-VALUE}).")
    private Path dir = Path.of(".kontor-chaos");

    @Option(names = "--port-base", paramLabel = "PORT", description = "First of 50 ports (default: ${DEFAULT-VALUE}).")
    private int portBase = DEFAULT_BASE;

    @Option(names = "--simulate", description = "Play seeds of the deterministic simulation.")
    private boolean simulate;

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds to simulate (default: ${DEFAULT-VALUE}).")
    private long seeds = 10_000;

    @Option(names = "--trace", description = "Simulate the first seed alone and print its steps.")
    private boolean trace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("kontor.home", "."));
        if (simulate || trace) {
            List<String> arguments =
                    new ArrayList<>(List.of("--seeds", String.valueOf(seeds), "--seed", String.valueOf(seed)));
            arguments.addAll(trace ? List.of("--trace") : List.of());
            return Simulation.play(home, arguments);
        }
        within("--seconds", seconds, 86_400);
        within("--runs", Math.max(1, runs), 10_000);
        within("--callers", callers, 4_000);
        int load = Math.min(seconds, RUN_SECONDS);
        ChaosRuns.Series series =
                new ChaosRuns.Series(runs > 0 ? runs : (seconds + RUN_SECONDS - 1) / RUN_SECONDS, seed, load, callers);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ChaosReport report = new ChaosReport(out, json ? ChaosReport.Form.JSON : ChaosReport.Form.TEXT);
        ChaosRuns.Place place = new ChaosRuns.Place(home, new Layout(dir), new Ports(portBase));
        ChaosRuns chaos = ledger == LedgerSite.Kind.FABRIC
                ? ChaosRuns.onFabric(place, network, report)
                : ChaosRuns.onDevelopment(place, report);
        chaos.play(series);
        return report.end() ? 0 : 1;
    }

    private void within(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot start chaos: " + option + " is " + value + ", must be 1 to " + max);
        }
    }
}
