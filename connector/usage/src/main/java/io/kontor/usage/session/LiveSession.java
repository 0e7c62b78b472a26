package io.kontor.usage.session;

import io.kontor.model.id.Digest32;
import io.kontor.usage.keys.Hmac;
import io.kontor.usage.policy.ProvenIdentity;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.OptionalLong;

/** An open session; its secret stays in memory. Thread-safe. */
public final class LiveSession {

    private final String id;
    private final OpeningBody opening;
    private final ProvenIdentity identity;
    private final String buyer;
    private final Digest32 memberKey;
    private final long expiresAt;
    private final Hmac mac;
    private final SequenceWindow window = new SequenceWindow();

    LiveSession(String id, OpeningBody opening, Member member, long expiresAt, Hmac mac) {
        this.id = id;
        this.opening = opening;
        this.identity = new ProvenIdentity(
                opening.user().credential(), opening.application().credential());
        this.buyer = member.participantId();
        this.memberKey = member.key();
        this.expiresAt = expiresAt;
        this.mac = mac;
    }

    /**
     * The member that opened it.
     *
     * @param participantId member
     * @param key fingerprint of its connector key
     */
    record Member(String participantId, Digest32 key) {}

    /** Identifier, 32 hex characters. */
    public String id() {
        return id;
    }

    /** Agreement. */
    public String grantId() {
        return opening.grantId();
    }

    /** Member that uses. */
    public String buyer() {
        return buyer;
    }

    /** Fingerprint of the member's connector key. */
    public Digest32 memberKey() {
        return memberKey;
    }

    /** The member's connector key, DER SubjectPublicKeyInfo. */
    public byte[] memberPublicKey() {
        return opening.memberKey().clone();
    }

    /** User and application as the grant names them. */
    public ProvenIdentity identity() {
        return identity;
    }

    /** Name of the user. */
    public String userName() {
        return opening.user().name();
    }

    /** Name of the application. */
    public String applicationName() {
        return opening.application().name();
    }

    /** Epoch milliseconds. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Notes where the newest receipt of a number stands. */
    public void answered(long sequence, long receiptIndex) {
        window.answered(sequence, receiptIndex);
    }

    /** Where the newest receipt of a number stands. */
    public OptionalLong receipt(long sequence) {
        return window.receipt(sequence);
    }

    boolean verifies(byte[] text, String base64Mac) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(base64Mac);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return MessageDigest.isEqual(mac.of(text), given);
    }

    SequenceWindow window() {
        return window;
    }
}
