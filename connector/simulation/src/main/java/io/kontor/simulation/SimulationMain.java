package io.kontor.simulation;

import io.kontor.simulation.run.Mutation;
import io.kontor.simulation.run.Outcome;
import io.kontor.simulation.run.Simulation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Plays seeds: {@code --seeds N [--seed S] [--trace] [--mutation NAME]}. Prints each failing seed with its reason, and at the end {@code N
 * passed, N failed}. With {@code --trace} the first seed is played alone with all its steps. Exit code 0 when all passed, 1 when not, 2
 * for wrong usage.
 */
public final class SimulationMain {

    private static final int PROGRESS = 1_000;
    private static final long NANOS_PER_MS = 1_000_000;

    private SimulationMain() {}

    /** Runs and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    static int run(List<String> arguments, PrintStream out) {
        long seeds;
        long first;
        Mutation mutation;
        try {
            seeds = number(arguments, "--seeds", 1);
            first = number(arguments, "--seed", 1);
            mutation = value(arguments, "--mutation").map(Mutation::valueOf).orElse(Mutation.NONE);
        } catch (IllegalArgumentException e) {
            out.println("Cannot simulate: " + e.getMessage() + "; give --seeds N [--seed S] [--trace]");
            return 2;
        }
        Simulation simulation = new Simulation(mutation);
        return arguments.contains("--trace") ? trace(simulation, first, out) : play(simulation, first, seeds, out);
    }

    private static int trace(Simulation simulation, long seed, PrintStream out) {
        Outcome outcome = simulation.replay(seed);
        outcome.trace().forEach(out::println);
        outcome.violations().forEach(violation -> out.println("seed " + seed + " FAILED: " + violation));
        out.printf("seed %d: %d steps, trace %016x%n", seed, outcome.steps(), outcome.digest());
        return outcome.passed() ? 0 : 1;
    }

    private static int play(Simulation simulation, long first, long seeds, PrintStream out) {
        long start = System.nanoTime();
        long failed = 0;
        long delivered = 0;
        long steps = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Outcome outcome = simulation.play(seed);
            delivered += outcome.delivered();
            steps += outcome.steps();
            if (!outcome.passed()) {
                failed++;
                out.printf(
                        "seed %d FAILED: %s (%d more; trace %016x, see it with --seed %d --trace)%n",
                        seed, outcome.violations().get(0), outcome.violations().size() - 1, outcome.digest(), seed);
            }
            long done = seed - first + 1;
            if (done % PROGRESS == 0 && done < seeds) {
                out.printf("%d seeds played, %d failed%n", done, failed);
            }
        }
        long millis = (System.nanoTime() - start) / NANOS_PER_MS;
        out.printf("%d calls delivered in %d steps, %d ms%n", delivered, steps, millis);
        out.printf("%d passed, %d failed%n", seeds - failed, failed);
        return failed == 0 ? 0 : 1;
    }

    private static long number(List<String> arguments, String name, long fallback) {
        long number = value(arguments, name).map(Long::parseLong).orElse(fallback);
        if (number < 0) {
            throw new IllegalArgumentException(name + " is " + number + ", must not be negative");
        }
        return number;
    }

    private static Optional<String> value(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        if (at >= 0 && at + 1 == arguments.size()) {
            throw new IllegalArgumentException(name + " has no value in " + Arrays.toString(arguments.toArray()));
        }
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }
}
