package io.kontor.usage.session;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.AuthenticatedCall;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.keys.Hmac;
import io.kontor.usage.session.Strangers.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All live sessions, bounded. Authenticates calls without blocking. Thread-safe. */
public final class SessionBook {

    private static final int ID_LENGTH = 32;

    private final CryptoSuite suite;
    private final InstantSource clock;
    private final Place place;
    private final int max;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Strangers strangers;

    /**
     * Where sessions are.
     *
     * @param logId log
     * @param address base URL of the instance
     * @param life validity
     */
    public record Place(String logId, String address, Duration life) {}

    /**
     * An empty book.
     *
     * @param suite suite
     * @param clock own clock
     * @param place where sessions are
     * @param max live sessions at most
     */
    public SessionBook(CryptoSuite suite, InstantSource clock, Place place, int max) {
        this.suite = suite;
        this.clock = clock;
        this.place = place;
        this.max = max;
        this.strangers = new Strangers(clock);
    }

    /** Opens a session whose opening was verified; empty when there are too many. */
    Optional<OpeningResult.Opened> open(OpeningBody opening, String buyer, byte[] evidenceKey) {
        long now = clock.millis();
        if (sessions.size() >= max) {
            sessions.values().removeIf(session -> session.expiresAt() <= now);
        }
        if (sessions.size() >= max) {
            return Optional.empty();
        }
        String id = HexFormat.of().formatHex(suite.random(16));
        byte[] secret = suite.random(CryptoSuite.LENGTH);
        SessionKeys keys = new SessionKeys(suite);
        byte[] sealing = keys.sealingKey(opening.ecdh(), id);
        Digest32 memberKey = Fingerprint.ofKey(opening.memberKey()).digest();
        long expiresAt = now + place.life().toMillis();
        sessions.put(
                id,
                new LiveSession(
                        id, opening, new LiveSession.Member(buyer, memberKey), expiresAt, new Hmac(suite, secret)));
        Base64.Encoder base64 = Base64.getEncoder();
        JsonObject secrets = JsonObject.builder()
                .put("secret", base64.encodeToString(secret))
                .put("evidenceKey", base64.encodeToString(evidenceKey))
                .build();
        byte[] sealed = suite.seal(sealing, CanonicalJson.bytes(secrets), id.getBytes(StandardCharsets.US_ASCII));
        JsonObject answer = JsonObject.builder()
                .put("session", id)
                .put("logId", place.logId())
                .put("address", place.address())
                .put("expiresAt", expiresAt)
                .put("ecdh", base64.encodeToString(keys.publicKey()))
                .put("sealed", base64.encodeToString(sealed))
                .build();
        return Optional.of(new OpeningResult.Opened(id, CanonicalJson.write(answer)));
    }

    /** Session, MAC, sequence number and form of a call (SES-3). */
    public Authentication authenticate(CallEnvelope call) {
        Optional<LiveSession> session = find(call.session());
        if (session.isEmpty()) {
            return stranger(Reason.SESSION, "session " + shown(call.session()) + " is not open");
        }
        byte[] bodyHash = HashFunction.sha256().hash(call.body());
        if (!isId(call.callId()) || !session.get().verifies(CallMac.text(call, bodyHash), call.mac())) {
            return stranger(Reason.MAC, "the MAC of the call does not verify");
        }
        if (call.sequence() - call.received() > SequenceWindow.AHEAD) {
            return new Authentication.Rejected(
                    RejectionCode.BUSY,
                    "Cannot take call " + call.callId() + ": its sequence number is " + call.sequence()
                            + ", the last received " + call.received() + ", at most " + SequenceWindow.AHEAD
                            + " apart");
        }
        if (session.get().window().use(call.sequence(), call.callId()) == SequenceWindow.Use.REFUSED) {
            return stranger(
                    Reason.SEQUENCE, "sequence number " + call.sequence() + " was used or is out of its window");
        }
        try {
            Digest32 digest = Digest32.of(requestDigest(call, bodyHash));
            return new Authentication.Accepted(new AuthenticatedCall(
                    call.session(), call.sequence(), call.callId(), digest, call.body(), CallBody.parse(call.body())));
        } catch (MalformedException e) {
            return new Authentication.Rejected(RejectionCode.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Digest of the body in the suite's hash; the MAC's text has its SHA-256 in every suite (SES-3). */
    private byte[] requestDigest(CallEnvelope call, byte[] sha256) {
        return suite.hash().equals(HashFunction.sha256()) ? sha256 : suite.digest(call.body());
    }

    /** Session and MAC of a request that is no call (SES-11). */
    public Optional<LiveSession> authenticate(FetchEnvelope fetch) {
        Optional<LiveSession> session =
                find(fetch.session()).filter(live -> live.verifies(CallMac.text(fetch), fetch.mac()));
        if (session.isEmpty()) {
            strangers.count(find(fetch.session()).isEmpty() ? Reason.SESSION : Reason.MAC);
        }
        return session;
    }

    /** The live session of this name. */
    public Optional<LiveSession> find(String id) {
        LiveSession session = sessions.get(id);
        if (session != null && session.expiresAt() <= clock.millis()) {
            sessions.remove(id, session);
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    /** Requests that were not authenticated. */
    public Strangers strangers() {
        return strangers;
    }

    /** Live sessions. */
    public int size() {
        return sessions.size();
    }

    private Authentication.Rejected stranger(Reason reason, String detail) {
        strangers.count(reason);
        return new Authentication.Rejected(RejectionCode.NOT_AUTHENTICATED, "Cannot take call: " + detail);
    }

    private static String shown(String id) {
        return isId(id) ? id : "of another form";
    }

    private static boolean isId(String text) {
        boolean id = text.length() == ID_LENGTH;
        for (int i = 0; id && i < ID_LENGTH; i++) {
            char c = text.charAt(i);
            id = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return id;
    }
}
