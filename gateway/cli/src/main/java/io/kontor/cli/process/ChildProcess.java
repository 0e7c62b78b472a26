package io.kontor.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running program with its log file and its process-id file. */
public final class ChildProcess {
    private static final Duration END_PATIENCE = Duration.ofSeconds(8);
    private static final int TAIL_BYTES = 8_192;

    private final JavaProgram program;
    private final Process process;
    private final Path log;
    private final PidFile pidFile;
    private final long logStart;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private ChildProcess(JavaProgram program, Process process, Path log, PidFile pidFile, long logStart) {
        this.program = program;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
        this.logStart = logStart;
    }

    static ChildProcess start(JavaProgram program, List<String> prefix, Path home, Path runFolder) {
        Path log = runFolder.resolve(program.name() + ".log");
        try {
            Files.createDirectories(runFolder);
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            List<String> command = new ArrayList<>(prefix);
            command.addAll(program.command(home));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(key -> key.startsWith("CORE_") || key.equals("JAVA_TOOL_OPTIONS"));
            Process process = builder.start();
            process.getOutputStream().close();
            PidFile pidFile = PidFile.write(runFolder.resolve(program.name() + ".pid"), process.toHandle());
            return new ChildProcess(program, process, log, pidFile, logStart);
        } catch (IOException e) {
            throw new StartFailure("Cannot start " + program.name() + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return program.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    JavaProgram program() {
        return program;
    }

    /** Does something, which must not fail, once it has been ready and has ended. */
    void whenEndedAfterReady(Runnable task) {
        CompletableFuture<Void> unused =
                CompletableFuture.allOf(ready, process.onExit()).thenRun(task);
    }

    /** How it ended and where it wrote. */
    String epitaph() {
        return program.name() + " ended with exit code " + process.exitValue() + " (log: " + log + ")";
    }

    /**
     * Waits until a line of its log since the start says that it is ready.
     *
     * @param patience longest wait
     * @return the line
     * @throws StartFailure when it ends before or takes longer
     */
    public String awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean ended = !process.isAlive();
            for (String line : linesSinceStart()) {
                if (line.contains(program.readyMark())) {
                    ready.complete(null);
                    return line;
                }
            }
            if (ended) {
                throw new StartFailure(
                        "Cannot start " + program.name() + ": " + lastLine() + " (log: " + log + ")", null);
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure(
                        "Cannot start " + program.name() + ": not ready within " + patience.toSeconds() + " s (log: "
                                + log + ")",
                        null);
            }
            pause();
        }
    }

    /** Asks it to end, then forces it. */
    public void end() {
        process.destroy();
        try {
            if (!process.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        pidFile.delete();
    }

    /** Ends it as a crash does, by SIGKILL; its process-id file stays. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            process.waitFor(40, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Cannot start " + program.name() + ": interrupted", e);
        }
    }

    private List<String> linesSinceStart() {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.min(logStart, channel.size()));
            byte[] bytes = java.nio.channels.Channels.newInputStream(channel).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new StartFailure("Cannot read log of " + program.name() + ": " + e.getMessage(), e);
        }
    }

    private String lastLine() {
        List<String> lines = linesSinceStart();
        String text = lines.isEmpty() ? "it ended without a word" : lines.get(lines.size() - 1);
        return text.substring(0, Math.min(text.length(), TAIL_BYTES));
    }
}
