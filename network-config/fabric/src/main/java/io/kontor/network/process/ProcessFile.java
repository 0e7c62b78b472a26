package io.kontor.network.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A file that names a running process by its id and its start, so that another process of the same id is never ended. */
record ProcessFile(Path file) {

    void write(ProcessHandle handle) throws IOException {
        Files.writeString(file, handle.pid() + "\n" + startOf(handle) + "\n");
    }

    /** The process, when it still is the one that was written down. */
    Optional<ProcessHandle> running() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(ProcessFile::runs)
                    .filter(handle -> startOf(handle).equals(lines.get(1)));
        } catch (IOException | NumberFormatException e) {
            throw new NetworkFailure("Cannot read process id in " + file + ": " + e.getMessage(), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new NetworkFailure("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether it runs: one that has ended and that nobody has asked for its end has no program any more. */
    static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    private static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
