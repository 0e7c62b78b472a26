package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.testing.ConsumerWorld;
import io.kontor.dataplane.testing.Refusals;
import io.kontor.dataplane.testing.Refusals.RefusedException;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.ValueMutator;
import io.kontor.testkit.fuzz.Wire;
import io.kontor.testkit.fuzz.WireRequest;
import io.kontor.usage.consumer.PartyKey;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-20, DPL-40 to DPL-49, FUZ-1: whatever an application sends to its connector is a result or a problem with its reason. */
class ApplicationWireFuzzTest {

    private static final int QUESTIONS = 4_000;

    /** What is well-formed is journalled here and asked there, so there are fewer of them. */
    private static final int CALLS = 400;

    private static final byte[] NO_BODY = {};

    @TempDir
    static Path folder;

    private static SupplierWorld supplier;
    private static ConsumerWorld consumer;
    private static AppClient.AppSession session;
    private static String bearer;

    private final Refusals refusals = new Refusals();
    private Wire wire;

    @BeforeAll
    static void start() {
        supplier = SupplierWorld.start(
                folder, 10, Map.of("requests-per-second-per-peer", "1000000", "connections-per-peer", "64"));
        supplier.startFlow("G-R1");
        consumer = ConsumerWorld.start(supplier, folder.resolve("consumer"));
        session = consumer.app.open("G-R1", supplier.user(), supplier.application());
        bearer = "Authorization: Bearer " + session.opening().json().string("token");
    }

    @AfterAll
    static void end() {
        consumer.close();
        supplier.close();
    }

    @BeforeEach
    void connect() {
        wire = new Wire(consumer.address);
    }

    /** Whatever came before, a good call is served, checked and counted once. */
    @AfterEach
    void serves() {
        wire.close();
        long before = counted();
        HttpAnswer answer = session.call(process());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Kontor-Checked")).contains("OK");
        assertThat(counted()).isEqualTo(before + 1);
    }

    private static long counted() {
        return consumer.app.counts("G-R1").json().array("counts").objects(count -> count).stream()
                .mapToLong(count -> count.longValue("calls"))
                .sum();
    }

    private static JsonObject process() {
        JsonObject body = supplier.processBody(
                        supplier.claim.subject(), supplier.consent(supplier.claim.subject(), "R1"))
                .build();
        return JsonObject.builder()
                .put("action", body.string("action"))
                .put("purpose", body.string("purpose"))
                .put("subject", body.string("subject"))
                .put("algorithm", body.string("algorithm"))
                .put("consent", body.object("consent"))
                .build();
    }

    private static JsonObject party(PartyKey party) {
        return JsonObject.builder()
                .put("name", party.name())
                .put("salt", HexFormat.of().formatHex(party.salt().bytes()))
                .put(
                        "key",
                        Base64.getEncoder()
                                .encodeToString(party.key().verifyingKey().spki()))
                .build();
    }

    private static WireRequest opening() {
        JsonObject body = JsonObject.builder()
                .put("grantId", "G-R1")
                .put("user", party(supplier.user()))
                .put("application", party(supplier.application()))
                .build();
        return WireRequest.of("/app/v1/sessions", CanonicalJson.bytes(body));
    }

    private void run(int mutations, Supplier<byte[]> mutator, Fuzz.Parser parser, long seed) {
        Fuzz.run(mutations, mutator, new Fuzz.Target(List.of(), seed, parser, Set.of(RefusedException.class)));
    }

    @Test
    void changed_questions_of_an_application_are_answered_or_refused_with_their_reason() {
        String id = "ab".repeat(16);
        String key = "X-Api-Key: " + ConsumerWorld.KEY;
        byte[] signatures = CanonicalJson.bytes(JsonObject.builder()
                .put("userSignature", "MEUCIQDx")
                .put("applicationSignature", "MEUCIQDx")
                .build());
        Map<String, Stream<WireRequest>> requests = Map.of(
                "POST",
                Stream.of(
                        opening(),
                        WireRequest.of("/app/v1/sessions/" + id, signatures),
                        WireRequest.of("/app/v1/settlement/" + DemoRecords.SCENARIO + "/1/count", NO_BODY, key),
                        WireRequest.of("/app/v1/deletions/G-R1", NO_BODY, key)),
                "GET",
                Stream.of(
                        WireRequest.of("/app/v1/calls/" + id, NO_BODY, bearer),
                        WireRequest.of("/app/v1/viewings/" + id + "/pages/2", NO_BODY, bearer),
                        WireRequest.of("/app/v1/downloads/" + id, NO_BODY, bearer, "Range: bytes=0-1"),
                        WireRequest.of("/app/v1/counts?grantId=G-R1", NO_BODY, key),
                        WireRequest.of("/app/v1/differences?from=0", NO_BODY, key),
                        WireRequest.of("/app/v1/receipts?grantId=G-R1&from=0", NO_BODY, key),
                        WireRequest.of("/health", NO_BODY)),
                "DELETE",
                Stream.of(
                        WireRequest.of("/app/v1/viewings/" + id, NO_BODY, bearer),
                        WireRequest.of("/app/v1/downloads/" + id, NO_BODY, bearer)));
        requests.forEach((method, of) -> run(
                QUESTIONS / requests.size(),
                new Mutator(of.map(WireRequest::sample).toList(), 4_630)::next,
                input -> refusals.take(wire.send(WireRequest.parse(input).bytes(method))),
                4_630));
        assertThat(refusals.seen())
                .containsKeys("200", "400 MALFORMED", "401 NOT_AUTHENTICATED", "404 NOT_FOUND", "409 WRONG_STATE");
    }

    @Test
    void changed_calls_of_an_application_are_answered_or_refused_with_their_reason() {
        byte[] sample = CanonicalJson.bytes(process());
        for (Supplier<byte[]> mutator : List.<Supplier<byte[]>>of(
                new Mutator(List.of(sample), 4_631)::next, new ValueMutator(sample, List.of(sample), 4_632)::next)) {
            run(
                    CALLS,
                    mutator,
                    body -> refusals.take(
                            wire.send(WireRequest.of("/app/v1/calls", body).bytes("POST", bearer))),
                    4_631);
        }
        assertThat(refusals.seen()).containsKeys("400 MALFORMED", "403 PURPOSE", "403 CONSENT_MISMATCH");
    }
}
