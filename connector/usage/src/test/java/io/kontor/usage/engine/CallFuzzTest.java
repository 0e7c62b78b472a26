package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Grant;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.rejection.MalformedException;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.OpeningBody;
import io.kontor.usage.session.OpeningResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SES-1, SES-3, SES-11, FUZ-1: whatever arrives instead of an opening or a call is read or refused, and changes nothing. */
class CallFuzzTest {

    private static final Set<Class<? extends Exception>> MALFORMED = Set.of(MalformedException.class);

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();
    private UsageEngine engine;
    private Grant grant;
    private Buyer buyer;

    @BeforeEach
    void open() {
        grant = scene.grant("R1", 100);
        engine = scene.serving(folder, "L1", grant);
        buyer = scene.buyer(engine, grant);
    }

    @AfterEach
    void strike() {
        scene.close();
    }

    private static void assertBoth(Fuzz.Outcome outcome) {
        assertThat(outcome.read()).as("read").isPositive();
        assertThat(outcome.refused()).as("refused").isPositive();
    }

    @Test
    void a_changed_opening_is_read_or_malformed() {
        byte[] opening =
                Buyer.draft(scene, engine, grant, scene.deal.user()).opening().body();
        assertBoth(Fuzz.run(List.of(opening), 4_003, OpeningBody::parse, MALFORMED));
    }

    @Test
    void a_changed_answer_to_an_opening_is_read_or_malformed() {
        SessionDraft draft = Buyer.draft(scene, engine, grant, scene.deal.user());
        String answer = ((OpeningResult.Opened) Buyer.open(engine, draft)).answer();
        assertBoth(Fuzz.run(
                List.of(answer.getBytes(StandardCharsets.UTF_8)),
                4_006,
                bytes -> draft.accept(new String(bytes, StandardCharsets.UTF_8)),
                MALFORMED));
    }

    @Test
    void a_changed_body_of_a_call_is_read_or_malformed() {
        byte[] plain = CanonicalJson.bytes(buyer.body().build());
        byte[] consented = CanonicalJson.bytes(buyer.bodyWithConsent(buyer.consent("patient-1")));
        assertBoth(Fuzz.run(List.of(plain, consented), 4_004, CallBody::parse, MALFORMED));
    }

    @Test
    void changed_headers_of_a_call_are_those_of_a_stranger_or_read() {
        CallEnvelope sent = buyer.envelope(Buyer.callId(), buyer.body().build());
        long size = engine.state().treeSize();
        Fuzz.Outcome outcome = Fuzz.run(List.of(text(sent)), 4_005, this::authenticate, MALFORMED);
        assertBoth(outcome);
        assertThat(engine.state().treeSize()).as("leaves").isEqualTo(size);
        assertThat(engine.state().strangers()).isPositive();
    }

    private static byte[] text(CallEnvelope call) {
        return String.join(
                        "\n",
                        call.session(),
                        Long.toString(call.sequence()),
                        call.callId(),
                        Long.toString(call.received()),
                        call.mac(),
                        new String(call.body(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The lines are the headers; what the HTTP server reads as numbers is read here likewise. */
    private void authenticate(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 6);
        if (lines.length < 6) {
            throw new MalformedException("Cannot read call: a header is missing");
        }
        CallEnvelope call = new CallEnvelope(
                lines[0],
                number(lines[1]),
                lines[2],
                number(lines[3]),
                lines[4],
                lines[5].getBytes(StandardCharsets.UTF_8));
        FetchEnvelope fetch = new FetchEnvelope(lines[0], "GET", lines[2], lines[4], call.body());
        boolean fetched = engine.authenticate(fetch).isPresent();
        if (engine.authenticate(call) instanceof Authentication.Rejected rejected && !fetched) {
            throw new MalformedException(rejected.detail());
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedException("Cannot read call: '" + text + "' is no number", e);
        }
    }
}
