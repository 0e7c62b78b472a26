package io.kontor.cli.chaos;

import io.kontor.cli.process.ChildProcess;
import io.kontor.cli.process.JavaProgram;
import io.kontor.cli.process.StartFailure;
import io.kontor.cli.synthetic.PlaneControl;
import io.kontor.usage.session.HeadDuty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One data plane of the supplier: a folder, two ports, a clock and at most one process. Thread-safe. */
final class Plane {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SIGNAL_SECONDS = 10;
    private static final int HEAP_MB = 160;

    private final Bed bed;
    private final String name;
    private final String logId;
    private final int port;
    private final SteppedClock clock;
    private final Path clockFile;
    private volatile Path folder;
    private volatile Optional<ChildProcess> process = Optional.empty();

    /**
     * A plane that is not started.
     *
     * @param bed where it stands
     * @param name name of the process
     * @param logId log that it writes
     * @param port first of two ports
     */
    Plane(Bed bed, String name, String logId, int port) {
        this.bed = bed;
        this.name = name;
        this.logId = logId;
        this.port = port;
        this.folder = bed.layout().data(name);
        this.clockFile = bed.layout().run().resolve(name + ".clock");
        this.clock = SteppedClock.of(clockFile);
    }

    String name() {
        return name;
    }

    String logId() {
        return logId;
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    PlaneControl control() {
        return new PlaneControl(port + 1);
    }

    boolean alive() {
        return process.filter(ChildProcess::alive).isPresent();
    }

    /** Starts and waits until it serves; tells why when it does not, or when it was killed meanwhile. */
    synchronized Optional<String> start() {
        if (alive()) {
            return Optional.empty();
        }
        Path configuration = new PlaneConfiguration(bed).write(this);
        JavaProgram program = new JavaProgram(
                name,
                "gateway/cli",
                PlaneMain.class.getName(),
                List.of(clockFile.toString(), "--config", configuration.toString()),
                HEAP_MB,
                "READY");
        try {
            ChildProcess child = bed.group().startOnce(program);
            process = Optional.of(child);
            child.awaitReady(PATIENCE);
            bed.absences().end(name, Absences.Why.DOWN);
            return Optional.empty();
        } catch (StartFailure e) {
            kill();
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** SIGKILL, also in the middle of its start. */
    void kill() {
        bed.absences().begin(name, Absences.Why.DOWN);
        process.ifPresent(ChildProcess::kill);
    }

    /** SIGSTOP: it stands still, as a machine that is swapping or moved. */
    void pause() {
        signal("-STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("-CONT");
    }

    /** Its clock is so far from the ledger's from now on. */
    void step(Duration by) {
        bed.absences().begin(name, Absences.Why.CLOCK);
        clock.step(by);
        if (by.isZero()) {
            bed.absences().end(name, Absences.Why.CLOCK, HeadDuty.MS);
        }
    }

    /** From now on no file of the process grows beyond a limit, as on a full disk. */
    void fill(long bytes) {
        bed.absences().begin(name, Absences.Why.DISK);
        command("prlimit", pid -> List.of("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited"));
    }

    /** There is room again. */
    void empty() {
        command("prlimit", pid -> List.of("prlimit", "--pid", pid, "--fsize=unlimited:unlimited"));
        bed.absences().end(name, Absences.Why.DISK);
    }

    private void signal(String signal) {
        command("kill", pid -> List.of("kill", signal, pid));
    }

    private interface Command {
        List<String> of(String pid);
    }

    private void command(String program, Command command) {
        Optional<ChildProcess> child = process.filter(ChildProcess::alive);
        if (child.isEmpty()) {
            return;
        }
        try {
            Process process = new ProcessBuilder(
                            command.of(String.valueOf(child.get().pid())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean done = process.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            if (!done && child.get().alive()) {
                throw new IllegalStateException("Cannot use " + program + " on " + name + ": it failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + program + " on " + name + ": is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A plane under the same log with a copy of the folder as it is now, whatever is written meanwhile. */
    Plane copy(String copyName, int copyPort) {
        Plane copy = new Plane(bed, copyName, logId, copyPort);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                copy(file, copy.folder.resolve(folder.relativize(file).toString()));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy folder of " + name, e);
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (NoSuchFileException e) {
            return; // it was replaced meanwhile, as happens to who copies a disk that is written
        }
    }

    /** Goes on with the folder of another. */
    void adopt(Plane other) {
        folder = other.folder;
    }
}
