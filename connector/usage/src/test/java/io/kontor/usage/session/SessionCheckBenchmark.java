package io.kontor.usage.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.SessionDraft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
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
 * What it costs to find a call's session, check its MAC and sequence number, and read its body. Run by name under the profile
 * {@code benchmark}; nothing in it fails on a duration.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionCheckBenchmark {
    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final int ROUNDS = 5;
    private static final String LOG = "log-1";

    private final SessionBook book = new SessionBook(
            SUITE,
            InstantSource.system(),
            new SessionBook.Place(LOG, "http://127.0.0.1:1", Duration.ofMinutes(15)),
            16);
    private final CallEnvelope call;

    /** One open session and one call in it. */
    public SessionCheckBenchmark() {
        SessionDraft draft = new SessionDraft(
                SUITE,
                InstantSource.system(),
                SUITE.newSigningKey(),
                new SessionDraft.Request("G-1", LOG, party("claims01"), party("claim-core-2.1")));
        OpeningResult.Opened opened = book.open(
                        OpeningBody.parse(draft.opening().body()), "Q-INS", SUITE.random(Digest32.LENGTH))
                .orElseThrow();
        byte[] body = CanonicalJson.bytes(JsonObject.builder()
                .put("grantId", "G-1")
                .put("action", "PROCESS")
                .put("purpose", "SC-1")
                .put("algorithm", "claim-by-subject")
                .put("subject", "subject-000000000001")
                .build());
        call = draft.accept(opened.answer()).next("0123456789abcdef".repeat(2), body);
    }

    private static PartyKey party(String name) {
        return new PartyKey(name, Digest32.of(SUITE.random(Digest32.LENGTH)), SUITE.newSigningKey());
    }

    /** The whole check, the body read. */
    @Benchmark
    public Authentication sessionCheck() {
        return book.authenticate(call);
    }

    @Test
    void prints_what_a_session_check_costs() throws RunnerException {
        assertThat(sessionCheck()).isInstanceOf(Authentication.Accepted.class);
        var results = new Runner(new OptionsBuilder()
                        .include(SessionCheckBenchmark.class.getSimpleName())
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        assertThat(results).hasSize(1);
    }
}
