package io.kontor.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A file that names a running process by its id and its start, so that another process of the same id is never ended. */
record PidFile(Path file) {

    static PidFile write(Path file, ProcessHandle handle) throws IOException {
        Files.writeString(file, handle.pid() + "\n" + startOf(handle) + "\n");
        return new PidFile(file);
    }

    /** The process, when it still is the one that was written down. */
    Optional<ProcessHandle> running() throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> startOf(handle).equals(lines.get(1)));
        } catch (NumberFormatException e) {
            throw new IOException("Cannot read process id in " + file + ": " + lines.get(0), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StartFailure("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    private static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
