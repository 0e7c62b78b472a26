package io.kontor.cli.chaos;

import static java.util.Objects.requireNonNull;

import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.process.ProcessGroup;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Run after run on one bed. */
final class ChaosRuns {

    private final Path home;
    private final Optional<Path> network;
    private final Layout layout;
    private final Ports ports;
    private final ChaosReport report;

    private ChaosRuns(Place place, Optional<Path> network, ChaosReport report) {
        this.home = place.home();
        this.layout = place.layout();
        this.ports = place.ports();
        this.network = network;
        this.report = report;
    }

    /** On the development ledger, which is made for it. */
    static ChaosRuns onDevelopment(Place place, ChaosReport report) {
        return new ChaosRuns(place, Optional.empty(), report);
    }

    /** On the Fabric network of a folder, which runs. */
    static ChaosRuns onFabric(Place place, Path network, ChaosReport report) {
        return new ChaosRuns(place, Optional.of(network), report);
    }

    /**
     * Where it is played.
     *
     * @param home where the programs are
     * @param layout folders
     * @param ports ports
     */
    record Place(Path home, Layout layout, Ports ports) {}

    /**
     * Which runs.
     *
     * @param runs how many
     * @param seed seed of the first; the next one has the next seed
     * @param seconds seconds of load of each
     * @param callers calls at once
     */
    record Series(int runs, long seed, int seconds, int callers) {}

    /** Plays them and ends all processes. */
    void play(Series series) throws IOException {
        try (FileLock lock = layout.open()) {
            requireNonNull(lock);
            ProcessGroup.endLeftovers(layout.run());
            PostgresServer.endLeftover(layout.data("postgres"));
            layout.forget();
            ports.requireFree();
            ProcessGroup group = new ProcessGroup(home, layout.run(), line -> {});
            Bed bed = new Bed(ledger(group), group, layout, ports);
            Thread hook = new Thread(bed::close, "end-chaos");
            Runtime.getRuntime().addShutdownHook(hook);
            try (bed) {
                bed.start();
                play(bed, series);
            } finally {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private ChaosLedger ledger(ProcessGroup group) throws IOException {
        return network.isPresent()
                ? NetworkLedger.of(home, network.get())
                : new DevelopmentLedger(layout, ports, group);
    }

    private record Stopwatch(long start) {

        long milliseconds() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    private void play(Bed bed, Series series) throws IOException {
        try (ChaosStage stage = ChaosStage.on(bed, series.callers())) {
            for (int number = 1; number <= series.runs(); number++) {
                long seed = series.seed() + number - 1;
                ChaosRun.Plan plan =
                        new ChaosRun.Plan(number, new Random(seed).nextLong(), series.seconds(), series.callers());
                report.begin(plan, seed);
                Stopwatch watch = new Stopwatch(System.nanoTime());
                int run = number;
                List<Check> checks =
                        new ChaosRun(stage, plan, blow -> report.blow(run, watch.milliseconds(), blow)).play();
                report.calls(number, watch.milliseconds(), stage.crowd().ends());
                report.checks(number, seed, checks);
            }
        }
    }
}
