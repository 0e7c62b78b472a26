package io.kontor.cli.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a process may run.
 *
 * @param prefix what stands before its command
 */
record Pinning(List<String> prefix) {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private static final Path NICE = Path.of("/usr/bin/nice");

    static final Pinning NONE = new Pinning(List.of());

    /** One processor alone. */
    static Pinning to(int processor) {
        return new Pinning(List.of(TASKSET.toString(), "-c", String.valueOf(processor)));
    }

    /** The same, behind whatever else is there to do: for what a deployment has on other machines. */
    Pinning behindOthers() {
        if (!Files.isExecutable(NICE)) {
            return this;
        }
        List<String> lowest = new ArrayList<>(prefix);
        lowest.addAll(List.of(NICE.toString(), "-n", "19"));
        return new Pinning(lowest);
    }

    /** Whether this machine has two processors and the command that pins. */
    static boolean possible() {
        return Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(TASKSET);
    }
}
