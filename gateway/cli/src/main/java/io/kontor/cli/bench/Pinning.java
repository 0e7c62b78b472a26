package io.kontor.cli.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a process may run.
 *
 * @param prefix what stands before its command
 */
record Pinning(List<String> prefix) {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    static final Pinning NONE = new Pinning(List.of());

    /** One processor alone. */
    static Pinning to(int processor) {
        return new Pinning(List.of(TASKSET.toString(), "-c", String.valueOf(processor)));
    }

    /** Whether this machine has two processors and the command that pins. */
    static boolean possible() {
        return Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(TASKSET);
    }
}
