package io.kontor.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.order.Credential;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.usage.policy.CompiledPolicy;
import io.kontor.usage.policy.PolicyQuery;
import io.kontor.usage.policy.ProvenIdentity;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.edc.policy.model.Policy;
import org.junit.jupiter.api.Test;

/**
 * POL-12, POL-15: for the terms that EDC's engine can express, the compiled decision and the engine over the offer's ODRL give the same
 * verdict on any terms and any call.
 */
class EngineOracleTest {
    private static final long SEED = 4_020_260_917L;
    private static final int TERMS = 300;
    private static final int CALLS = 40;

    private final Random random = new Random(SEED);
    private final RandomTerms terms = new RandomTerms(random);
    private final OracleEngine engine = new OracleEngine();

    @Test
    void the_compiled_decision_is_that_of_the_policy_engine() throws TermsRefusedException {
        int permitted = 0;
        for (int i = 0; i < TERMS; i++) {
            GrantTerms some = terms.next();
            CompiledPolicy compiled = CompiledPolicy.compile(RandomTerms.facts(some));
            OfferedTerms offered = new OfferedTerms("O-1", "Q-INS", some);
            Policy policy = OdrlOfferBuilder.build(offered);
            assertThat(OdrlTermsCompiler.compile(policy)).isEqualTo(offered);
            for (int j = 0; j < CALLS; j++) {
                PolicyQuery query = query();
                int offset = compiled.utcOffsetMinutes();
                long time = terms.timeAround(some, offset);
                boolean ours = compiled.decide(query, time).isEmpty();
                boolean theirs = engine.permits(OracleEngine.about(policy, query.action()), call(query, time, offset));
                assertThat(ours)
                        .as("seed %d, terms %d, call %d: %s at %d under %s", SEED, i, j, query, time, some)
                        .isEqualTo(theirs);
                permitted += ours ? 1 : 0;
            }
        }
        assertThat(permitted).as("permitted calls").isBetween(TERMS, TERMS * CALLS - TERMS);
    }

    private PolicyQuery query() {
        String purpose = random.nextInt(8) == 0 ? "SC-marketing" : DemoRecords.SCENARIO;
        ProvenIdentity identity = new ProvenIdentity(terms.one(RandomTerms.USERS), terms.one(RandomTerms.APPLICATIONS));
        return new PolicyQuery(
                terms.one(List.of(Action.values())), purpose, identity, Optional.empty(), Optional.empty());
    }

    static OracleEngine.Call call(PolicyQuery query, long time, int utcOffsetMinutes) {
        OracleEngine.Subject subject = new OracleEngine.Subject(
                text(query.identity().user()), text(query.identity().application()));
        return new OracleEngine.Call(query.action(), query.purpose(), subject, time, utcOffsetMinutes);
    }

    private static String text(Credential credential) {
        return credential.pseudonym().hex() + ":" + credential.fingerprint().hex();
    }
}
