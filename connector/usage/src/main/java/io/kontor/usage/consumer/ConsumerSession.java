package io.kontor.usage.consumer;

import io.kontor.model.order.Credential;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.EvidenceDigest;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.keys.Hmac;
import io.kontor.usage.session.CallMac;
import io.kontor.usage.session.FetchEnvelope;
import java.util.Base64;
import java.util.TreeSet;

/** An open session as the consumer holds it: its next sequence number, what was received without a gap, and its MAC. Thread-safe. */
public final class ConsumerSession {

    private final Identity identity;
    private final long expiresAt;
    private final Hmac secret;
    private final Hmac evidence;
    private final TreeSet<Long> ahead = new TreeSet<>();
    private long next = 1;
    private long received;

    /**
     * What a session stands for.
     *
     * @param session session, 32 hex characters
     * @param grantId agreement
     * @param logId log of the instance
     * @param user user
     * @param application application
     */
    public record Identity(String session, String grantId, String logId, Credential user, Credential application) {}

    ConsumerSession(Identity identity, long expiresAt, Hmac secret, Hmac evidence) {
        this.identity = identity;
        this.expiresAt = expiresAt;
        this.secret = secret;
        this.evidence = evidence;
    }

    /** What it stands for. */
    public Identity identity() {
        return identity;
    }

    /** Epoch milliseconds. */
    public long expiresAt() {
        return expiresAt;
    }

    /** A new digest over bytes that arrive. */
    public ResultDigest digest() {
        return new EvidenceDigest(evidence);
    }

    Hmac evidence() {
        return evidence;
    }

    /**
     * The next call with its sequence number and MAC.
     *
     * @param callId call, 32 hex characters
     * @param body exact bytes of the body
     */
    public synchronized CallEnvelope next(String callId, byte[] body) {
        CallEnvelope bare = new CallEnvelope(identity.session(), next, callId, received, "", body);
        next++;
        String mac = Base64.getEncoder().encodeToString(secret.of(CallMac.text(bare)));
        return new CallEnvelope(bare.session(), bare.sequence(), callId, bare.received(), mac, body);
    }

    /**
     * A request that is no call.
     *
     * @param method HTTP method
     * @param path path and query
     * @param body exact bytes of the body, empty for GET
     */
    public FetchEnvelope fetch(String method, String path, byte[] body) {
        FetchEnvelope bare = new FetchEnvelope(identity.session(), method, path, "", body);
        String mac = Base64.getEncoder().encodeToString(secret.of(CallMac.text(bare)));
        return new FetchEnvelope(identity.session(), method, path, mac, body);
    }

    /** Notes that a number was answered; the highest one without a gap goes out with the next call. */
    public synchronized void answered(long sequence) {
        ahead.add(sequence);
        while (!ahead.isEmpty() && ahead.first() <= received + 1) {
            Long first = ahead.pollFirst();
            received = first == null ? received : Math.max(received, first);
        }
    }
}
