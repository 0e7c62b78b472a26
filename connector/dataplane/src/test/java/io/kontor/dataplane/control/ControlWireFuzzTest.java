package io.kontor.dataplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.testing.ControlClient;
import io.kontor.dataplane.testing.Refusals;
import io.kontor.dataplane.testing.Refusals.RefusedException;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.ValueMutator;
import io.kontor.testkit.fuzz.Wire;
import io.kontor.testkit.fuzz.WireRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** DPL-20, DPL-30, DPL-31, DPL-32, DPL-35, FUZ-1: whatever a control plane or an operator sends is done, or a problem with its reason. */
class ControlWireFuzzTest {

    /** Each may activate a grant or write to the journal and to the file of the flows. */
    private static final int EACH = 1_000;

    private static final String KEY = "X-Api-Key: " + SupplierWorld.CONTROL_KEY;

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    private final Refusals refusals = new Refusals();
    private Wire wire;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(
                folder, 10, Map.of("requests-per-second-per-peer", "1000000", "connections-per-peer", "8"));
        world.startFlow("G-R1");
        world.startFlow("G-R4");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void connect() {
        wire = new Wire(world.control.base());
    }

    @AfterEach
    void serves() {
        wire.close();
        assertThat(world.control.get("/control/state").statusCode()).isEqualTo(200);
        assertThat(world.session("G-R1")
                        .call(world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                                .build())
                        .status())
                .isEqualTo(200);
    }

    private void run(Supplier<byte[]> mutator, Fuzz.Parser parser, long seed) {
        Fuzz.run(EACH, mutator, new Fuzz.Target(List.of(), seed, parser, Set.of(RefusedException.class)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] message(String processId) {
        return utf8(ControlClient.startMessage(processId, "G-R3", world.termsHash("G-R3"), world.evidenceKey("G-R3")));
    }

    @Test
    void changed_start_messages_are_taken_or_refused_with_their_reason() {
        byte[] sample = message("p-fuzz");
        for (Supplier<byte[]> mutator : List.<Supplier<byte[]>>of(
                new Mutator(List.of(sample), 4_620)::next, new ValueMutator(sample, List.of(sample), 4_621)::next)) {
            run(
                    mutator,
                    body -> refusals.take(
                            wire.send(WireRequest.of("/signaling/start", body).bytes("POST", KEY))),
                    4_620);
        }
        assertThat(refusals.seen()).containsKeys("200", "400 MALFORMED", "409 TERMS_HASH");
    }

    @Test
    void changed_questions_of_an_operator_are_answered_or_refused_with_their_reason() {
        List<byte[]> posts = Stream.of(
                        WireRequest.of("/signaling/p-none/suspend", utf8("{\"reason\":\"x\"}"), KEY),
                        WireRequest.of("/signaling/p-none/terminate", utf8("{\"reason\":\"x\"}"), KEY),
                        WireRequest.of("/control/grants/G-NONE/terminate", utf8("{\"reason\":\"wanted\"}"), KEY),
                        WireRequest.of("/control/anchor", new byte[0], KEY),
                        WireRequest.of("/control/journal/retire", new byte[0], KEY))
                .map(WireRequest::sample)
                .toList();
        List<byte[]> gets = Stream.of("/control/state", "/signaling/check", "/health")
                .map(path -> WireRequest.of(path, new byte[0], KEY).sample())
                .toList();
        run(
                new Mutator(posts, 4_622)::next,
                input -> refusals.take(wire.send(WireRequest.parse(input).bytes("POST"))),
                4_622);
        run(
                new Mutator(gets, 4_623)::next,
                input -> refusals.take(wire.send(WireRequest.parse(input).bytes("GET"))),
                4_623);
        assertThat(refusals.seen()).containsKeys("200", "400 MALFORMED", "401 NOT_AUTHENTICATED", "404 NOT_FOUND");
    }

    /** The reason goes into the journal, the statement and the ledger, so it must be one that each of them takes. */
    @Test
    void a_grant_is_not_ended_for_a_reason_that_the_ledger_would_not_take() {
        for (String reason : List.of("", " ", "x".repeat(501), "x".repeat(300_000))) {
            HttpResponse<String> answer =
                    world.control.post("/control/grants/G-R1/terminate", "{\"reason\":\"" + reason + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("Cannot accept reason: it has " + reason.length() + " characters");
        }
        HttpResponse<String> noId = world.control.post("/control/grants/G%00/terminate", "{\"reason\":\"wanted\"}");
        assertThat(noId.statusCode()).as(noId.body()).isEqualTo(400);
    }
}
