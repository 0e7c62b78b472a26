package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.JsonObjects;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.testkit.fixtures.NamedCredential;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.SessionDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SES-1, SES-3 to SES-7 and SES-9 over HTTP with the real engine and contract; DPL-1, DPL-20. */
class CallsOverHttpTest {

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 100);
        world.startFlow("G-R1");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    /** RCP-7, SES-5. */
    @Test
    void a_permitted_call_gets_the_masked_fields_and_the_receipt() {
        RawSession session = world.session("G-R1");

        HttpAnswer answer = session.call(body());

        assertThat(answer.status()).isEqualTo(200);
        JsonObject record = answer.json().object("record");
        assertThat(record.fields()).hasSize(24);
        assertThat(record.string("就诊流水号")).isEqualTo("OP20260917-0831");
        assertThat(record.string("费用总额")).isEqualTo("486.30");
        assertThat(record.string("患者姓名")).endsWith("**").hasSize(3);
        assertThat(record.string("性别")).isEqualTo("*性");
        assertThat(answer.header("Kontor-Outcome")).contains("RELEASED");
        assertThat(answer.header("Kontor-Hit")).contains("HIT");
        CallReceipt receipt = answer.receipt().orElseThrow();
        assertThat(receipt.kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(receipt.delivery()).isEqualTo(new Delivery(Delivery.Hit.HIT, 24, 1, 24, answer.bytes().length, 0));
        assertThat(receipt.sequence()).isEqualTo(1);
        assertThat(answer.unitsLeft().orElseThrow()).isLessThan(1_000);
    }

    @Test
    void an_unknown_patient_is_a_miss_that_uses_a_unit_and_no_usage() {
        String unknown = "990101190001010009";
        HttpAnswer answer = world.session("G-R1")
                .call(world.processBody(unknown, world.consent(unknown, "R1")).build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"hit\":false}");
        assertThat(answer.header("Kontor-Hit")).contains("MISS");
        assertThat(answer.receipt().orElseThrow().delivery().usage()).isZero();
    }

    @Test
    void the_same_call_again_gets_the_same_bytes_and_is_counted_once() {
        RawSession session = world.session("G-R1");
        CallEnvelope envelope = session.session().next(RawSession.newCallId(), bytes(body()));
        HttpAnswer first = session.call(envelope);
        HttpAnswer again = session.call(envelope);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Kontor-Replay")).contains("1");
        assertThat(again.leaf().orElseThrow()).isEqualTo(first.leaf().orElseThrow());
    }

    @Test
    void another_body_under_a_used_call_id_is_refused() {
        RawSession session = world.session("G-R1");
        String callId = RawSession.newCallId();
        session.call(callId, body());

        HttpAnswer other = session.call(callId, body());

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).contains("ALREADY_EXISTS_DIFFERENT");
    }

    /** SES-5. */
    @Test
    void each_refusal_has_its_code_and_a_receipt_and_counts_nothing() {
        RawSession session = world.session("G-R1");
        JsonObject used = world.consent(world.claim.subject(), "R1");
        session.call(world.processBody(world.claim.subject(), used).build());

        assertDenied(session, world.processBody(world.claim.subject(), used).build(), "CONSENT_CONSUMED");
        assertDenied(session, with(body -> body.put("purpose", "marketing")), "PURPOSE");
        assertDenied(session, with(body -> body.put("user", "ab".repeat(32))), "USER");
        assertDenied(session, with(body -> body.put("application", "ab".repeat(32))), "APP");
        assertDenied(session, with(body -> body.put("action", "VIEW").put("document", "D")), "MODE");
        assertDenied(
                session,
                world.processBody("990101190001010009", world.consent(world.claim.subject(), "R1"))
                        .build(),
                "CONSENT_MISMATCH");
        assertDenied(session, JsonObjects.without(body(), "consent"), "CONSENT_MISSING");
    }

    /** SES-5. */
    @Test
    void a_forged_mac_is_not_authenticated_and_gets_no_receipt() {
        RawSession session = world.session("G-R1");
        CallEnvelope good = session.session().next(RawSession.newCallId(), bytes(body()));
        String forged = Base64.getEncoder().encodeToString(new byte[32]);

        HttpAnswer answer = session.call(
                new CallEnvelope(good.session(), good.sequence(), good.callId(), good.received(), forged, good.body()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).contains("NOT_AUTHENTICATED");
        assertThat(answer.leaf()).isEmpty();
    }

    @Test
    void a_user_without_its_key_and_a_foreign_application_open_no_session() {
        NamedCredential thief = NamedCredential.create("claims01");
        PartyKey otherKey = new PartyKey(world.user().name(), world.user().salt(), thief.key());
        PartyKey otherApplication = new PartyKey("claim-core-9", thief.salt(), thief.key());

        RawSession user = open(otherKey, world.application());
        RawSession application = open(world.user(), otherApplication);

        assertThat(user.opening().status()).isEqualTo(403);
        assertThat(user.opening().code()).contains("USER");
        assertThat(user.opening().leaf()).isPresent();
        assertThat(application.opening().code()).contains("APP");
    }

    @Test
    void a_stranger_opens_no_session() {
        RawSession session = RawSession.open(
                world.address,
                NamedCredential.create("x").key(),
                new SessionDraft.Request("G-R1", SupplierWorld.LOG, world.user(), world.application()));

        assertThat(session.opening().status()).isEqualTo(401);
        assertThat(session.opening().leaf()).isEmpty();
    }

    @Test
    void a_request_that_no_algorithm_could_take_is_refused_before_a_unit_is_taken() {
        RawSession session = world.session("G-R1");

        HttpAnswer answer = session.call(with(body -> body.put("algorithm", "unknown-algorithm")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).contains("MALFORMED");
        assertThat(answer.detail().orElseThrow()).contains("it is not registered for resource R1");
        assertThat(session.call(body()).status()).isEqualTo(200);
    }

    @Test
    void a_receipt_is_fetched_by_its_sequence_and_proven_once_anchored() {
        RawSession session = world.session("G-R1");
        HttpAnswer answer = session.call(body());
        assertThat(world.control.post("/control/anchor", "").statusCode()).isEqualTo(200);

        HttpAnswer receipt = session.receipt(1);

        assertThat(session.leaf(1)).isEqualTo(answer.leaf().orElseThrow());
        assertThat(receipt.json().has("proof")).isTrue();
        assertThat(receipt.json().has("anchored")).isTrue();
        assertThat(session.receipt(9).status()).isEqualTo(404);
    }

    private static JsonObject body() {
        return world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                .build();
    }

    private static JsonObject with(UnaryOperator<JsonObjects.Editor> change) {
        return change.apply(JsonObjects.edit(body())).build();
    }

    private static byte[] bytes(JsonObject body) {
        return io.kontor.model.json.CanonicalJson.bytes(body);
    }

    private static RawSession open(PartyKey user, PartyKey application) {
        return RawSession.open(
                world.address,
                world.memberKey(),
                new SessionDraft.Request("G-R1", SupplierWorld.LOG, user, application));
    }

    private static void assertDenied(RawSession session, JsonObject body, String code) {
        HttpAnswer answer = session.call(body);

        assertThat(answer.code()).as(answer.toString()).contains(code);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().fields()).containsKeys("type", "title", "status", "code", "detail", "callId");
        CallReceipt receipt = answer.receipt().orElseThrow();
        assertThat(receipt.kind()).isEqualTo(LeafKind.DENIED);
        assertThat(receipt.delivery()).isEqualTo(Delivery.NOTHING);
    }
}
