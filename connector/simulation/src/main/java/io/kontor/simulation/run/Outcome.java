package io.kontor.simulation.run;

import java.util.List;

/**
 * What became of one seed.
 *
 * @param seed seed
 * @param violations what did not hold, empty when all is well
 * @param steps steps that were taken
 * @param digest digest of the trace, the same for the same seed
 * @param delivered calls of which bytes left
 * @param trace the steps, where they were kept
 */
public record Outcome(long seed, List<String> violations, long steps, long digest, int delivered, List<String> trace) {

    public Outcome {
        violations = List.copyOf(violations);
        trace = List.copyOf(trace);
    }

    /** Whether everything held. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
