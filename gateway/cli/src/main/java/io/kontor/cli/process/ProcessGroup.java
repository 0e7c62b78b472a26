package io.kontor.cli.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The child processes of one deployment. They end in reverse order of their start. Thread-safe. */
public final class ProcessGroup implements AutoCloseable {
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(8);

    private final Path home;
    private final Path runFolder;
    private final Deque<ChildProcess> children = new ArrayDeque<>();
    private boolean closed;

    /**
     * A group without processes.
     *
     * @param home folder of the built modules
     * @param runFolder folder of logs and process-id files
     */
    public ProcessGroup(Path home, Path runFolder) {
        this.home = home;
        this.runFolder = runFolder;
    }

    /** Starts a program; does not wait for it to be ready. */
    public ChildProcess start(JavaProgram program) {
        synchronized (children) {
            if (closed) {
                throw new StartFailure("Cannot start " + program.name() + ": the deployment is ending", null);
            }
            children.removeIf(child -> child.name().equals(program.name()) && !child.alive());
            ChildProcess child = ChildProcess.start(program, home, runFolder);
            children.push(child);
            return child;
        }
    }

    @Override
    public void close() {
        List<ChildProcess> ending;
        synchronized (children) {
            closed = true;
            ending = new ArrayList<>(children);
            children.clear();
        }
        CompletableFuture.allOf(ending.stream()
                        .map(child -> CompletableFuture.runAsync(child::end))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Ends what an earlier deployment in the folder left running.
     *
     * @param runFolder folder of process-id files
     * @return names of the ended processes
     * @throws IOException when a process-id file cannot be read
     */
    public static List<String> endLeftovers(Path runFolder) throws IOException {
        List<String> ended = new ArrayList<>();
        if (!Files.isDirectory(runFolder)) {
            return ended;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(runFolder, "*.pid")) {
            for (Path file : files) {
                PidFile pidFile = new PidFile(file);
                Optional<ProcessHandle> handle = pidFile.running();
                if (handle.isPresent()) {
                    end(handle.get());
                    ended.add(file.getFileName().toString().replace(".pid", ""));
                }
                pidFile.delete();
            }
        }
        return ended;
    }

    static void end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(LEFTOVER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            handle.destroyForcibly();
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
