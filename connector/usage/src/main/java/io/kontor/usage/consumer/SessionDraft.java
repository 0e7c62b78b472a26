package io.kontor.usage.consumer;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.keys.Hmac;
import io.kontor.usage.session.OpeningBody;
import io.kontor.usage.session.SessionKeys;
import io.kontor.usage.session.SessionOpening;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;

/** A session opening under way: what is sent, and how the answer becomes a session. */
public final class SessionDraft {

    private final CryptoSuite suite;
    private final Request request;
    private final SessionKeys keys;
    private final OpeningBody body;
    private final SessionOpening opening;

    /**
     * What a session is asked for.
     *
     * @param grantId agreement
     * @param logId log of the instance that is asked
     * @param user user
     * @param application application
     */
    public record Request(String grantId, String logId, PartyKey user, PartyKey application) {}

    /**
     * Prepares an opening under three keys (SES-1).
     *
     * @param suite suite
     * @param clock own clock
     * @param memberKey the member's connector key
     * @param request what is asked for
     */
    public SessionDraft(CryptoSuite suite, InstantSource clock, SigningKey memberKey, Request request) {
        this.suite = suite;
        this.request = request;
        this.keys = new SessionKeys(suite);
        this.body = new OpeningBody(
                request.grantId(),
                HexFormat.of().formatHex(suite.random(16)),
                clock.millis(),
                request.user().named(),
                request.application().named(),
                memberKey.verifyingKey().spki(),
                keys.publicKey());
        byte[] bytes = body.bytes();
        byte[] text = OpeningBody.signedText(request.logId(), bytes);
        this.opening = new SessionOpening(
                bytes,
                base64(memberKey.sign(text)),
                base64(request.user().key().sign(text)),
                base64(request.application().key().sign(text)));
    }

    /** What is sent. */
    public SessionOpening opening() {
        return opening;
    }

    /**
     * Takes the answer (SES-2).
     *
     * @param answer canonical JSON
     * @throws MalformedException when it is not an answer to this opening
     */
    public ConsumerSession accept(String answer) {
        try {
            JsonObject json = CanonicalJson.parse(answer);
            String session = json.string("session");
            byte[] sealing = keys.sealingKey(decode(json, "ecdh"), session);
            byte[] opened = suite.open(sealing, decode(json, "sealed"), session.getBytes(StandardCharsets.US_ASCII));
            JsonObject secrets = CanonicalJson.parse(opened);
            if (!json.string("logId").equals(request.logId())) {
                throw new MalformedException("Cannot open session: the answer names log " + json.string("logId")
                        + ", asked was " + request.logId());
            }
            return new ConsumerSession(
                    new ConsumerSession.Identity(
                            session,
                            request.grantId(),
                            request.logId(),
                            body.user().credential(),
                            body.application().credential()),
                    json.longValue("expiresAt"),
                    new Hmac(suite, decode(secrets, "secret")),
                    new Hmac(suite, decode(secrets, "evidenceKey")));
        } catch (CryptoException e) {
            throw new MalformedException("Cannot open session: its sealed secrets do not open", e);
        }
    }

    private static byte[] decode(JsonObject json, String field) {
        return Base64.getDecoder().decode(json.string(field));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
