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

/**
 * A session opening under way whose user and application sign elsewhere: what they sign, what is sent, and how the answer becomes a
 * session.
 */
public final class OpeningDraft {

    private final CryptoSuite suite;
    private final Parties parties;
    private final SessionKeys keys;
    private final byte[] bytes;
    private final byte[] text;
    private final String memberSignature;

    /**
     * What a session is asked for.
     *
     * @param grantId agreement
     * @param logId log of the instance that is asked
     * @param user user
     * @param application application
     */
    public record Parties(String grantId, String logId, OpeningBody.Named user, OpeningBody.Named application) {}

    /**
     * Prepares an opening under the member's key (SES-1).
     *
     * @param suite suite
     * @param clock own clock
     * @param memberKey the member's connector key
     * @param parties what is asked for
     */
    public OpeningDraft(CryptoSuite suite, InstantSource clock, SigningKey memberKey, Parties parties) {
        this.suite = suite;
        this.parties = parties;
        this.keys = new SessionKeys(suite);
        OpeningBody body = new OpeningBody(
                parties.grantId(),
                HexFormat.of().formatHex(suite.random(16)),
                clock.millis(),
                parties.user(),
                parties.application(),
                memberKey.verifyingKey().spki(),
                keys.publicKey());
        this.bytes = body.bytes();
        this.text = OpeningBody.signedText(parties.logId(), bytes);
        this.memberSignature = base64(memberKey.sign(text));
    }

    /** What user and application sign, each with its own key. */
    public byte[] toSign() {
        return text.clone();
    }

    /**
     * What is sent.
     *
     * @param userSignature DER
     * @param applicationSignature DER
     */
    public SessionOpening opening(byte[] userSignature, byte[] applicationSignature) {
        return new SessionOpening(bytes, memberSignature, base64(userSignature), base64(applicationSignature));
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
            if (!json.string("logId").equals(parties.logId())) {
                throw new MalformedException("Cannot open session: the answer names log " + json.string("logId")
                        + ", asked was " + parties.logId());
            }
            return new ConsumerSession(
                    new ConsumerSession.Identity(
                            session,
                            parties.grantId(),
                            parties.logId(),
                            parties.user().credential(),
                            parties.application().credential()),
                    json.longValue("expiresAt"),
                    new Hmac(suite, decode(secrets, "secret")),
                    new Hmac(suite, decode(secrets, "evidenceKey")));
        } catch (CryptoException e) {
            throw new MalformedException("Cannot open session: its sealed secrets do not open", e);
        }
    }

    private static byte[] decode(JsonObject json, String field) {
        try {
            return Base64.getDecoder().decode(json.string(field));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("Cannot open session: field '" + field + "' is not base64", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
