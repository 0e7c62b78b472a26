package io.kontor.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.contract.FunctionTable;
import io.kontor.contract.call.ContractFunction;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.rejection.MalformedException;
import io.kontor.testkit.fuzz.RecordedCalls.Sample;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** CALL-3, FUZ-1: whatever stands in the argument of a transaction is executed or refused by a code; no function of the contract breaks. */
class ContractFuzzTest {

    private static final Set<Class<? extends Exception>> REFUSED =
            Set.of(MalformedException.class, LedgerRejectedException.class);

    private static final Map<String, Sample> SAMPLES = EveryFunction.play().samples();

    @Test
    void each_function_has_a_sample() {
        assertThat(SAMPLES.keySet())
                .containsExactlyElementsOf(new FunctionTable()
                        .all().stream().map(ContractFunction::name).toList());
    }

    @Test
    void a_changed_argument_is_executed_or_refused_by_a_code() {
        run((argument, seed) -> new Mutator(List.of(argument), seed)::next, 4_100);
    }

    /** The form is whole, the values are those of other functions and of the edge: this goes past the parsers into the checks. */
    @Test
    void an_argument_with_other_values_is_executed_or_refused_by_a_code() {
        List<byte[]> all =
                SAMPLES.values().stream().map(ContractFuzzTest::bytes).toList();
        run((argument, seed) -> new ValueMutator(argument, all, seed)::next, 4_300);
    }

    private interface Mutators {
        Supplier<byte[]> of(byte[] argument, long seed);
    }

    private static byte[] bytes(Sample sample) {
        return CanonicalJson.bytes(sample.argument());
    }

    /** The mutations of a build are spread over all functions. */
    private static void run(Mutators mutators, long firstSeed) {
        int each = Fuzz.MUTATIONS / SAMPLES.size() + 1;
        int refused = 0;
        long seed = firstSeed;
        for (Sample sample : SAMPLES.values()) {
            byte[] argument = bytes(sample);
            Fuzz.Parser parser = input -> sample.before().evaluate(sample.function(), CanonicalJson.parse(input));
            Fuzz.Target target = new Fuzz.Target(List.of(argument), seed, parser, REFUSED);
            refused += run(sample.function(), each, mutators.of(argument, seed), target);
            seed++;
        }
        assertThat(refused).isGreaterThan(Fuzz.MUTATIONS / 2);
    }

    private static int run(String function, int mutations, Supplier<byte[]> mutator, Fuzz.Target target) {
        try {
            return Fuzz.run(mutations, mutator, target).refused();
        } catch (AssertionError e) {
            throw new AssertionError(function + ": " + e.getMessage(), e);
        }
    }
}
