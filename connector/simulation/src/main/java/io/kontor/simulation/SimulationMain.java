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
 * Plays seeds: {@code --seeds N [--seed S] [--trace] [--until-failure] [--mutation NAME]}. Prints each failing seed with its reason, and at the end {@code N
 * passed, N failed}; a seed that failed is played once more, to say whether it took the same steps. With {@code --until-failure} the first
 * failing seed is the last. With {@code --trace} the first seed is played alone with all its steps. Exit code 0 when all passed, 1 when not, 2
 * for wrong usage.
 */
public final class SimulationMain {

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
        if (arguments.contains("--trace")) {
            return trace(simulation, first, out);
        }
        long allowed = arguments.contains("--until-failure") ? 1 : Long.MAX_VALUE;
        return new Playing(simulation, first, seeds, out).play(allowed);
    }

    private static int trace(Simulation simulation, long seed, PrintStream out) {
        Outcome outcome = simulation.replay(seed);
        outcome.trace().forEach(out::println);
        outcome.violations().forEach(violation -> out.println("seed " + seed + " FAILED: " + violation));
        out.printf("seed %d: %d steps, trace %016x%n", seed, outcome.steps(), outcome.digest());
        return outcome.passed() ? 0 : 1;
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
