package io.kontor.simulation;

import io.kontor.simulation.run.Outcome;
import io.kontor.simulation.run.Simulation;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/** Seeds one after the other, with a line for each that fails and the sum at the end. */
final class Playing {

    private static final int PROGRESS = 250;
    private static final long NANOS_PER_MS = 1_000_000;

    private final Simulation simulation;
    private final long first;
    private final long seeds;
    private final PrintStream out;
    private long played;
    private long failed;
    private long delivered;
    private long steps;

    Playing(Simulation simulation, long first, long seeds, PrintStream out) {
        this.simulation = simulation;
        this.first = first;
        this.seeds = seeds;
        this.out = out;
    }

    /** Plays until so many have failed. */
    int play(long failuresAllowed) {
        long start = System.nanoTime();
        while (played < seeds && failed < failuresAllowed) {
            play(simulation.play(first + played));
            if (played % PROGRESS == 0 && played < seeds) {
                out.printf("%d seeds played, %d failed%n", played, failed);
            }
        }
        long millis = (System.nanoTime() - start) / NANOS_PER_MS;
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_MS;
        out.printf("%d calls delivered in %d steps, %d ms, %d ms of CPU%n", delivered, steps, millis, cpu);
        out.printf("%d passed, %d failed%n", played - failed, failed);
        return failed == 0 ? 0 : 1;
    }

    private void play(Outcome outcome) {
        played++;
        delivered += outcome.delivered();
        steps += outcome.steps();
        if (!outcome.passed()) {
            failed++;
            out.printf(
                    "seed %d FAILED: %s (%d more; trace %016x, %s; see it with --seed %d --trace)%n",
                    outcome.seed(),
                    outcome.violations().get(0),
                    outcome.violations().size() - 1,
                    outcome.digest(),
                    again(outcome),
                    outcome.seed());
        }
    }

    private String again(Outcome outcome) {
        Outcome second = simulation.play(outcome.seed());
        return second.digest() == outcome.digest() && second.violations().equals(outcome.violations())
                ? "the same when played again"
                : "when played again trace " + Long.toHexString(second.digest()) + " with "
                        + second.violations().size() + " violations";
    }
}
