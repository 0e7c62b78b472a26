package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.runtime.fixture.Dataspace;
import io.kontor.runtime.fixture.Terms;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.ValueMutator;
import io.kontor.testkit.fuzz.Wire;
import io.kontor.testkit.fuzz.WireRequest;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** CON-4 to CON-7, FUZ-1: whatever is sent to the connector's own API is done or refused with its reason, never by a fault of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementFuzzTest {

    /** Each goes to EDC's stores in the database. */
    private static final int EACH = 300;

    private static final String BASE = "/management/kontor/v1/";
    /** The HTTP server's own answer to versions of HTTP that it does not speak. */
    private static final int OTHER_VERSION = 505;

    private static final byte[] NO_BODY = {};

    private final Map<Integer, Integer> seen = new TreeMap<>();
    private Dataspace space;
    private Wire wire;

    private static final class RefusedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        space = Dataspace.start(folder);
        wire = new Wire(space.hospital().managementUrl());
    }

    @AfterAll
    void stop() {
        wire.close();
        space.close();
    }

    @AfterEach
    void serves() {
        assertThat(space.publish("OF-GOOD", Terms.process("RG")).status()).isEqualTo(200);
    }

    /** EDC's own refusals are a list of problems, each with its message. */
    private void take(Wire.Answer answer) throws RefusedException {
        if (answer.status() == OTHER_VERSION && answer.text().contains("not supported")) {
            throw new RefusedException();
        }
        seen.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= 400) {
            assertThat(answer.status()).as(answer.text()).isIn(400, 401, 404, 405, 409, 414, 415, 502);
            assertThat(answer.text()).isNotBlank().doesNotContain("Exception", "\tat ");
            throw new RefusedException();
        }
    }

    private void run(Supplier<byte[]> mutator, Fuzz.Parser parser, long seed) {
        Fuzz.run(EACH, mutator, new Fuzz.Target(List.of(), seed, parser, Set.of(RefusedException.class)));
    }

    private void runBodies(String path, String sample, long seed) {
        byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
        for (Supplier<byte[]> mutator : List.<Supplier<byte[]>>of(
                new Mutator(List.of(bytes), seed)::next, new ValueMutator(bytes, List.of(bytes), seed)::next)) {
            run(
                    mutator,
                    body -> take(wire.send(WireRequest.of(BASE + path, body)
                            .bytes("POST", TestConnector.KEY_HEADER, "Content-Type: application/json"))),
                    seed);
        }
    }

    @Test
    void changed_offers_are_published_or_refused_with_their_reason() {
        runBodies("offers", Terms.offer("OF-F", Terms.process("RF")), 4_650);
        assertThat(seen).containsKeys(200, 400);
    }

    @Test
    void changed_negotiations_and_transfers_are_begun_or_refused_with_their_reason() {
        String address = space.insurer().protocolUrl();
        runBodies(
                "negotiations",
                "{\"counterPartyAddress\":\"" + address + "\",\"counterPartyId\":\"Q-INS\",\"offerId\":\"OF-F\","
                        + "\"resourceId\":\"RF\"}",
                4_651);
        runBodies("transfers", "{\"agreementId\":\"0a4b7c46-0000-4000-8000-000000000000\"}", 4_652);
        assertThat(seen).containsKeys(400, 404);
    }

    @Test
    void changed_questions_are_answered_or_refused_with_their_reason() {
        List<byte[]> samples = Stream.of("negotiations/N-1", "transfers/%54-1", "agreements/A-1?x=%20")
                .map(path -> WireRequest.of(BASE + path, NO_BODY).sample())
                .toList();
        run(
                new Mutator(samples, 4_653)::next,
                input -> take(wire.send(WireRequest.parse(input).bytes("GET", TestConnector.KEY_HEADER))),
                4_653);
        assertThat(seen).containsKeys(404);
    }
}
