package io.kontor.cli.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The deterministic simulation, in a process of its own: it brings the contract and test support with it. */
final class Simulation {

    private Simulation() {}

    /** Plays it with such arguments; answers its exit code. */
    static int play(Path home, List<String> arguments) throws IOException, InterruptedException {
        Path target = home.resolve("connector/simulation/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                target.resolve("kontor-simulation.jar") + File.pathSeparator + target.resolve("lib") + "/*",
                "io.kontor.simulation.SimulationMain"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-simulation"));
        return process.waitFor();
    }
}
