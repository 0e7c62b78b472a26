package io.kontor.network.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and keeps what it said in a log. Thread-safe. */
public final class Command {
    private final Path log;

    /** @param log file that every run's command line and output is appended to */
    public Command(Path log) {
        this.log = log;
    }

    /**
     * What a run gave.
     *
     * @param exit exit code
     * @param text its output and errors
     */
    public record Output(int exit, String text) {
        /** The last line that says something. */
        public String lastLine() {
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("no output");
        }
    }

    /**
     * Runs a program.
     *
     * @param line program and arguments
     * @param environment added to the cleaned environment
     * @param patience longest wait; it is ended afterwards
     * @throws NetworkFailure when it cannot be started or takes too long
     */
    public Output run(List<String> line, Map<String, String> environment, Duration patience) {
        try {
            Path output = Files.createTempFile(log.toAbsolutePath().getParent(), "command", ".out");
            try {
                return run(line, environment, patience, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new NetworkFailure("Cannot run " + line.get(0) + ": " + e.getMessage(), e);
        }
    }

    private Output run(List<String> line, Map<String, String> environment, Duration patience, Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        Environments.prepare(builder.environment(), environment);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new NetworkFailure("Cannot run " + name(line) + ": not done within " + patience.toSeconds()
                        + " s (log: " + log + ")");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new NetworkFailure("Cannot run " + name(line) + ": interrupted", e);
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        append("$ " + String.join(" ", line) + "\n" + text + "exit " + process.exitValue() + "\n");
        return new Output(process.exitValue(), text);
    }

    /**
     * Runs a program that must end well.
     *
     * @throws NetworkFailure with its last line when it does not
     */
    public String require(List<String> line, Map<String, String> environment, Duration patience) {
        Output output = run(line, environment, patience);
        if (output.exit() != 0) {
            throw failure(line, output);
        }
        return output.text();
    }

    /** What to say of a run that ended badly. */
    public NetworkFailure failure(List<String> line, Output output) {
        return new NetworkFailure(
                "Cannot run " + name(line) + ": " + Clocks.explain(output.lastLine()) + " (log: " + log + ")");
    }

    private static String name(List<String> line) {
        return Path.of(line.get(0)).getFileName() + " " + String.join(" ", line.subList(1, Math.min(4, line.size())));
    }

    private synchronized void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
