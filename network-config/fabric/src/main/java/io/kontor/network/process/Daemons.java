package io.kontor.network.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes of one network, known by their files in one folder. Thread-safe for different names. */
public final class Daemons {
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_MS = 200;
    private static final long PAUSE_MS = 25;
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final Path folder;

    /** @param folder folder of logs and process-id files */
    public Daemons(Path folder) {
        this.folder = folder;
    }

    /** Log of a process. */
    public Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** The running process of that name. */
    public Optional<ProcessHandle> running(String name) {
        return file(name).running();
    }

    /** Starts a process in a session of its own, so that a closed terminal does not end it; does not wait for it. */
    public void start(Daemon daemon) {
        if (running(daemon.name()).isPresent()) {
            throw new NetworkFailure("Cannot start " + daemon.name() + ": it is running");
        }
        List<String> line = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(path -> line.add(path.toString()));
        line.addAll(daemon.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(daemon.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(log(daemon.name()).toFile()));
        Environments.prepare(builder.environment(), daemon.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            file(daemon.name()).write(process.toHandle());
        } catch (IOException e) {
            throw new NetworkFailure("Cannot start " + daemon.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until a started process listens.
     *
     * @throws NetworkFailure when it ends before or takes longer
     */
    public void awaitPort(Daemon daemon, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!listens(daemon.listens())) {
            Optional<ProcessHandle> handle = running(daemon.name());
            if (handle.isEmpty()) {
                throw new NetworkFailure("Cannot start " + daemon.name() + ": " + lastLine(daemon.name()) + " (log: "
                        + log(daemon.name()) + ")");
            }
            if (System.nanoTime() > deadline) {
                throw new NetworkFailure("Cannot start " + daemon.name() + ": does not listen on port "
                        + daemon.listens().getPort() + " within " + patience.toSeconds() + " s (log: "
                        + log(daemon.name()) + ")");
            }
            pause(handle.get());
        }
    }

    private static void pause(ProcessHandle handle) {
        try {
            handle.onExit().get(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // it still runs, or how it ended shows at the next look
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkFailure("Cannot wait for process " + handle.pid() + ": interrupted", e);
        }
    }

    /** Whether somebody listens there. */
    public static boolean listens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false; // that is the answer
        }
    }

    /** The last line of a process's log. */
    public String lastLine(String name) {
        try {
            List<String> lines = Files.readAllLines(log(name), java.nio.charset.StandardCharsets.ISO_8859_1);
            return lines.isEmpty() ? "it ended without a word" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /**
     * Asks a process to end, then forces it.
     *
     * @return whether it was running
     */
    public boolean end(String name) {
        Optional<ProcessHandle> handle = running(name);
        handle.ifPresent(Daemons::end);
        file(name).delete();
        return handle.isPresent();
    }

    /** Ends a process at once, as a crash would. */
    public void kill(String name) {
        running(name).ifPresent(handle -> {
            handle.destroyForcibly();
            await(handle);
        });
        file(name).delete();
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        if (!await(handle)) {
            handle.destroyForcibly();
            await(handle);
        }
    }

    private static boolean await(ProcessHandle handle) {
        long deadline = System.nanoTime() + END_PATIENCE.toNanos();
        while (ProcessFile.runs(handle)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(handle);
        }
        return true;
    }

    private ProcessFile file(String name) {
        return new ProcessFile(folder.resolve(name + ".pid"));
    }
}
