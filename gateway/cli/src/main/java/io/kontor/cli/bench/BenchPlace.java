package io.kontor.cli.bench;

import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.ProcessGroup;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where a benchmark works: a folder and ports of its own; a temporary folder goes with it. */
final class BenchPlace {

    private static final int DEFAULT_BASE = 17_200;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "Folder (default: a temporary one, or the network's).")
    private Optional<Path> dir = Optional.empty();

    @Option(
            names = "--port-base",
            defaultValue = "" + DEFAULT_BASE,
            description = "First of 50 ports on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int portBase;

    /** What is done there; gives the exit code. */
    interface Work {
        int run(Layout layout, Ports ports) throws IOException, InterruptedException;
    }

    /** The folder that the user named. */
    Optional<Path> named() {
        return dir;
    }

    /** Works in the folder, emptied and locked, with all ports free. */
    int occupy(Work work) throws IOException, InterruptedException {
        Path folder = dir.isPresent() ? dir.get() : Files.createTempDirectory("kontor-bench");
        try {
            Layout layout = new Layout(folder);
            FileLock lock = layout.open();
            try (var channel = lock.acquiredBy()) {
                ProcessGroup.endLeftovers(layout.run());
                Ports ports = new Ports(portBase);
                ports.requireFree();
                layout.forget();
                int exit = work.run(layout, ports);
                return channel.isOpen() ? exit : 1;
            }
        } finally {
            if (dir.isEmpty()) {
                delete(folder);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Refuses a plan that cannot be measured. */
    static void require(boolean fits, String reason) {
        if (!fits) {
            throw new IllegalArgumentException("Cannot measure: " + reason);
        }
    }
}
