package io.kontor.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INV-1, INV-2, INV-3, INV-5 and INV-9 over crashes, copies, outages and races: JNL-5, JNL-6, LOG-3, LOG-4, CLAIM-2, RCP-3. */
class SimulationTest {

    private static final int SEEDS = 200;
    /** A mutation must be seen within so many seeds; most are within a handful. */
    private static final int SEEDS_TO_SEE = 300;

    @Test
    void nothing_is_over_served_and_nothing_is_lost_in_some_hundred_seeds() {
        Simulation simulation = new Simulation(Mutation.NONE);
        List<Outcome> outcomes = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(simulation::play)
                .toList();
        List<String> failures = outcomes.stream()
                .flatMap(outcome -> outcome.violations().stream().map(why -> "seed " + outcome.seed() + ": " + why))
                .toList();
        long delivered = outcomes.stream().mapToLong(Outcome::delivered).sum();
        assertThat(failures).isEmpty();
        assertThat(delivered).isGreaterThan(SEEDS * 20L);
    }

    @Test
    void a_seed_takes_the_same_steps_again() {
        Simulation one = new Simulation(Mutation.NONE);
        Simulation other = new Simulation(Mutation.NONE);
        for (long seed : new long[] {7, 42, 1_000_003}) {
            Outcome first = one.replay(seed);
            one.play(seed + 1);
            Outcome again = one.replay(seed);
            assertThat(again.trace()).isEqualTo(first.trace());
            assertThat(other.play(seed).digest()).isEqualTo(first.digest());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void what_is_broken_on_purpose_is_seen(Mutation mutation) {
        Simulation simulation = new Simulation(mutation);
        assertThat(LongStream.rangeClosed(1, SEEDS_TO_SEE)
                        .mapToObj(simulation::play)
                        .anyMatch(outcome ->
                                String.join(" ", outcome.violations()).contains(mutation.breaks())))
                .as("a violation of " + mutation.breaks() + " by " + mutation)
                .isTrue();
    }
}
