package io.kontor.cli.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The child processes of one deployment. One that was ready and then ended by itself is started again with the same configuration, ports and
 * folders, a bounded number of times, unless it was started to run once. All end with the group. Thread-safe.
 */
public final class ProcessGroup implements AutoCloseable {
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(8);
    private static final Duration READY_PATIENCE = Duration.ofMinutes(2);
    /** Before a child is started again: where Ctrl-C reached the children first, the group is closing by then. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<String> prefix;
    private final Path home;
    private final Path runFolder;
    private final Notices notices;
    private final Deque<ChildProcess> children = new ArrayDeque<>();
    private final Map<String, RestartLimit> limits = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private boolean closed;

    /**
     * A group without processes.
     *
     * @param home folder of the built modules
     * @param runFolder folder of logs and process-id files
     * @param notices told of each child that ended and was started again
     */
    public ProcessGroup(Path home, Path runFolder, Notices notices) {
        this(home, runFolder, notices, List.of());
    }

    /**
     * A group without processes.
     *
     * @param home folder of the built modules
     * @param runFolder folder of logs and process-id files
     * @param notices told of each child that ended and was started again
     * @param prefix what stands before each command: a program that becomes the one after it, as {@code nice} does
     */
    public ProcessGroup(Path home, Path runFolder, Notices notices, List<String> prefix) {
        this.prefix = List.copyOf(prefix);
        this.home = home;
        this.runFolder = runFolder;
        this.notices = notices;
    }

    /** Starts a program; does not wait for it to be ready. */
    public ChildProcess start(JavaProgram program) {
        ChildProcess child = startOnce(program);
        child.whenEndedAfterReady(() -> watch(child));
        return child;
    }

    /** Starts a program that stays down when it ends. */
    public ChildProcess startOnce(JavaProgram program) {
        synchronized (children) {
            if (closed) {
                throw new StartFailure("Cannot start " + program.name() + ": the deployment is ending", null);
            }
            children.removeIf(child -> child.name().equals(program.name()) && !child.alive());
            ChildProcess child = ChildProcess.start(program, prefix, home, runFolder);
            children.push(child);
            return child;
        }
    }

    private void watch(ChildProcess ended) {
        Thread thread = new Thread(() -> replace(ended), "kontor-restart-" + ended.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a child again until one gets ready, or it was tried too often, or the deployment ends. */
    private void replace(ChildProcess first) {
        ChildProcess ended = first;
        while (!closingWithin(PAUSE)) {
            if (!limit(ended.name()).allow()) {
                notices.tell(ended.epitaph() + " and stays down: it was started again " + RestartLimit.MAX
                        + " times in " + RestartLimit.WINDOW.toMinutes() + " minutes");
                return;
            }
            notices.tell(ended.epitaph() + "; starting it again");
            try {
                ended = start(ended.program());
                ended.awaitReady(READY_PATIENCE);
                notices.tell("ready again: " + ended.name());
                return;
            } catch (StartFailure e) {
                if (closingWithin(Duration.ZERO)) {
                    return;
                }
                notices.tell(String.valueOf(e.getMessage()));
                if (ended.alive()) {
                    return;
                }
            }
        }
    }

    private RestartLimit limit(String name) {
        synchronized (children) {
            return limits.computeIfAbsent(name, key -> new RestartLimit(InstantSource.system()));
        }
    }

    private boolean closingWithin(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends them all; a second caller waits until that is done. */
    @Override
    public synchronized void close() {
        closing.countDown();
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
