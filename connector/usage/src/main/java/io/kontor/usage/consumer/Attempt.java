package io.kontor.usage.consumer;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What was asked under one sequence number, durable before the request is sent (CNJ-1). It holds no clear value: subject and parameters stand in it as the digest of
 * the request.
 *
 * @param logId log of the instance that is asked
 * @param session session, 32 hex characters
 * @param sequence sequence number within the session
 * @param callId call, 32 hex characters
 * @param grantId agreement
 * @param grantVersion its version when asked, where the grant was known
 * @param orderId order of the grant, where known
 * @param resourceId resource of the grant, where known
 * @param action action
 * @param purpose scenario
 * @param user fingerprint of the session's user
 * @param application fingerprint of the session's application
 * @param consent SHA-256 of the consent identifier, where one was presented
 * @param requestDigest HMAC of the body under the evidence key
 * @param askedAt own clock, epoch milliseconds
 */
public record Attempt(
        String logId,
        String session,
        long sequence,
        String callId,
        String grantId,
        Optional<Integer> grantVersion,
        Optional<String> orderId,
        Optional<String> resourceId,
        Action action,
        String purpose,
        Digest32 user,
        Digest32 application,
        Optional<Digest32> consent,
        Digest32 requestDigest,
        long askedAt) {

    public Attempt {
        Checks.hex16("session", session);
        Checks.hex16("call", callId);
    }

    static Attempt of(AskedCall asked, Optional<Grant> grant, long now) {
        ConsumerSession.Identity identity = asked.session().identity();
        return new Attempt(
                identity.logId(),
                asked.envelope().session(),
                asked.envelope().sequence(),
                asked.envelope().callId(),
                identity.grantId(),
                grant.map(Grant::version),
                grant.map(Grant::orderId),
                grant.map(Grant::resourceId),
                asked.body().action(),
                asked.body().purpose(),
                identity.user().fingerprint(),
                identity.application().fingerprint(),
                asked.body()
                        .consent()
                        .flatMap(document -> document.optionalString("consentId"))
                        .map(Attempt::digest),
                asked.requestDigest(),
                now);
    }

    private static Digest32 digest(String consentId) {
        return Digest32.of(HashFunction.sha256().hash(consentId.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same call under another number. */
    Attempt under(String otherSession, long otherSequence) {
        return new Attempt(
                logId,
                otherSession,
                otherSequence,
                callId,
                grantId,
                grantVersion,
                orderId,
                resourceId,
                action,
                purpose,
                user,
                application,
                consent,
                requestDigest,
                askedAt);
    }

    boolean sameAttempt(String otherSession, long otherSequence) {
        return sequence == otherSequence && session.equals(otherSession);
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("logId", logId)
                .put("session", session)
                .put("sequence", sequence)
                .put("callId", callId)
                .put("grantId", grantId)
                .putLongIfPresent("grantVersion", grantVersion.map(Integer::longValue))
                .putIfPresent("orderId", orderId)
                .putIfPresent("resourceId", resourceId)
                .put("action", action)
                .put("purpose", purpose)
                .put("user", user.hex())
                .put("application", application.hex())
                .putIfPresent("consent", consent.map(Digest32::hex))
                .put("requestDigest", requestDigest.hex())
                .put("askedAt", askedAt)
                .build();
    }

    static Attempt fromJson(JsonObject json) {
        return new Attempt(
                json.string("logId"),
                json.string("session"),
                json.longValue("sequence"),
                json.string("callId"),
                json.string("grantId"),
                json.optionalIntValue("grantVersion"),
                json.optionalString("orderId"),
                json.optionalString("resourceId"),
                json.constant("action", Action.class),
                json.string("purpose"),
                json.string("user", Digest32::fromHex),
                json.string("application", Digest32::fromHex),
                json.optionalString("consent", Digest32::fromHex),
                json.string("requestDigest", Digest32::fromHex),
                json.longValue("askedAt"));
    }
}
