package io.kontor.cli.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kontor chaos}: plays seeds of the deterministic simulation and says what held. */
@Command(
        name = "chaos",
        description = "Run the usage engine in a world of one thread and one seed where disks, clocks, networks and the"
                + " ledger fail.",
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {

    @Option(names = "--simulate", required = true, description = "Play seeds of the deterministic simulation.")
    private boolean simulate;

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds to play (default: ${DEFAULT-VALUE}).")
    private long seeds = 10_000;

    @Option(names = "--seed", paramLabel = "S", description = "First seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--trace", description = "Play the first seed alone and print its steps.")
    private boolean trace;

    /** In a process of its own: the simulation brings the contract and test support with it. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!simulate) {
            throw new IllegalArgumentException("Cannot start chaos: say --simulate");
        }
        Path home = Path.of(System.getProperty("kontor.home", "."));
        Path target = home.resolve("connector/simulation/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                target.resolve("kontor-simulation.jar") + File.pathSeparator + target.resolve("lib") + "/*",
                "io.kontor.simulation.SimulationMain",
                "--seeds",
                String.valueOf(seeds),
                "--seed",
                String.valueOf(seed)));
        if (trace) {
            command.add("--trace");
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-simulation"));
        return process.waitFor();
    }
}
