package io.kontor.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.GrantTerms;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.usage.policy.CompiledPolicy;
import io.kontor.usage.policy.PolicyQuery;
import io.kontor.usage.policy.ProvenIdentity;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.edc.policy.model.Policy;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What a decision of six constraints costs, compiled and by EDC's engine. Run by name under the profile {@code benchmark}; nothing in it fails
 * on a duration.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {
    private static final int ROUNDS = 5;

    private final long now = RandomTerms.NOW.toEpochMilli() + RandomTerms.DAY_MS;
    private final CompiledPolicy compiled;
    private final PolicyQuery query;
    private final Policy policy;
    private final OracleEngine engine = new OracleEngine();

    /** One grant and one call that it permits. */
    public DecisionBenchmark() {
        GrantTerms terms = RandomTerms.ofSix();
        compiled = CompiledPolicy.compile(RandomTerms.facts(terms));
        policy = OracleEngine.about(OdrlOfferBuilder.build(new OfferedTerms("O-1", "Q-INS", terms)), Action.DOWNLOAD);
        query = new PolicyQuery(
                Action.DOWNLOAD,
                DemoRecords.SCENARIO,
                new ProvenIdentity(RandomTerms.USERS.get(2), RandomTerms.APPLICATIONS.get(1)),
                Optional.empty(),
                Optional.empty());
    }

    /** The decision as each call makes it. */
    @Benchmark
    public boolean compiledDecision() {
        return compiled.decide(query, now).isEmpty();
    }

    /** The same decision by EDC's engine over the offer's ODRL. */
    @Benchmark
    public boolean policyEngine() {
        return engine.permits(policy, EngineOracleTest.call(query, now, compiled.utcOffsetMinutes()));
    }

    @Test
    void prints_what_a_decision_costs() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(DecisionBenchmark.class.getSimpleName())
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        assertThat(results).hasSize(2);
    }
}
