package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.Delivery;
import io.kontor.testkit.fixtures.NamedCredential;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.session.OpeningResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Q-INS calling one engine under one grant, as claims01 with claim-core-2.1. */
final class Buyer {

    private static final byte[] RESULT = "result".getBytes(StandardCharsets.UTF_8);

    private final Scene scene;
    private final UsageEngine engine;
    private final Grant grant;
    private final ConsumerSession session;

    Buyer(Scene scene, UsageEngine engine, Grant grant) {
        this.scene = scene;
        this.engine = engine;
        this.grant = grant;
        SessionDraft draft = draft(scene, engine, grant, scene.deal.user());
        OpeningResult result = open(engine, draft);
        assertThat(result).isInstanceOf(OpeningResult.Opened.class);
        this.session = draft.accept(((OpeningResult.Opened) result).answer());
    }

    static SessionDraft draft(Scene scene, UsageEngine engine, Grant grant, NamedCredential user) {
        return new SessionDraft(
                scene.suite,
                scene.clock,
                scene.memberKey,
                new SessionDraft.Request(grant.grantId(), engine.logId(), key(user), key(scene.deal.application())));
    }

    static OpeningResult open(UsageEngine engine, SessionDraft draft) {
        return engine.openSession(draft.opening()).toCompletableFuture().join();
    }

    private static PartyKey key(NamedCredential credential) {
        return new PartyKey(credential.name(), credential.salt(), credential.key());
    }

    UsageEngine engine() {
        return engine;
    }

    ConsumerSession session() {
        return session;
    }

    static String callId() {
        return HexFormat.of().formatHex(Scene.SUITE.random(16));
    }

    JsonObjectBuilder body() {
        return JsonObject.builder()
                .put("grantId", grant.grantId())
                .put("action", grant.terms().actions().get(0).action().name())
                .put("purpose", grant.terms().scenarioId());
    }

    /** A body in which some fields have another text. */
    JsonObject bodyWith(Map<String, String> other) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "grantId", grant.grantId(),
                "action", grant.terms().actions().get(0).action().name(),
                "purpose", grant.terms().scenarioId()));
        fields.putAll(other);
        JsonObjectBuilder builder = JsonObject.builder();
        fields.forEach(builder::put);
        return builder.build();
    }

    /** A consent document of a subject, attested on the ledger. */
    JsonObject consent(String subject) {
        ConsentDocument document = new ConsentDocument(
                "C-" + callId(),
                subject,
                grant.terms().fields().isEmpty()
                        ? java.util.List.of("报告")
                        : grant.terms().fields(),
                grant.buyer(),
                grant.resourceId(),
                grant.terms().scenarioId(),
                Scene.NOW.toEpochMilli(),
                Scene.NOW.plus(Duration.ofMinutes(30)).toEpochMilli(),
                HexFormat.of().formatHex(Scene.SUITE.random(32)));
        JsonObject json = ConsentDocumentCodec.toJson(document);
        scene.deal.attest(
                document.consentId(),
                document.resourceId(),
                Digest32.of(Scene.SUITE.digest(CanonicalJson.bytes(json))));
        return json;
    }

    JsonObject bodyWithConsent(JsonObject consent) {
        return body().put("subject", consent.string("subject"))
                .put("consent", consent)
                .build();
    }

    CallEnvelope envelope(String callId, JsonObject body) {
        return session.next(callId, CanonicalJson.bytes(body));
    }

    CallResult send(CallEnvelope envelope) {
        Authentication authentication = engine.authenticate(envelope);
        assertThat(authentication).isInstanceOf(Authentication.Accepted.class);
        CallResult result = engine.admit(((Authentication.Accepted) authentication).call())
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        session.answered(envelope.sequence());
        return result;
    }

    CallResult call(JsonObject body) {
        return send(envelope(callId(), body));
    }

    CallResult call() {
        return call(body().build());
    }

    /** Calls and releases a small answer; empty when the call was not admitted. */
    Optional<IssuedReceipt> callAndRelease(JsonObject body) {
        return call(body) instanceof CallResult.Admitted admitted ? Optional.of(release(admitted)) : Optional.empty();
    }

    static IssuedReceipt release(CallResult result) {
        assertThat(result).isInstanceOf(CallResult.Admitted.class);
        ReleaseResult released = ((CallResult.Admitted) result)
                .permit()
                .released(hit(RESULT.length), new Answer("application/json", RESULT))
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(released).isInstanceOf(ReleaseResult.Released.class);
        return ((ReleaseResult.Released) released).receipt();
    }

    static Delivery hit(long bytes) {
        return new Delivery(Delivery.Hit.HIT, 24, 1, 24, bytes, 0);
    }
}
