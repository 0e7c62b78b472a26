package io.kontor.usage.session;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.KeyAgreement;
import java.nio.charset.StandardCharsets;

/** Ephemeral agreement on the suite's curve and HKDF with its hash (SES-2, CRY-10); used once per opening by either side. */
public final class SessionKeys {

    private static final byte[] LABEL = "kontor-session-v1".getBytes(StandardCharsets.US_ASCII);

    private final CryptoSuite suite;
    private final KeyAgreement pair;

    /** Makes an ephemeral key pair. */
    public SessionKeys(CryptoSuite suite) {
        this.suite = suite;
        this.pair = suite.newKeyAgreement();
    }

    /** Own public key, DER SubjectPublicKeyInfo. */
    public byte[] publicKey() {
        return pair.publicKey();
    }

    /**
     * The key that seals the session's secrets.
     *
     * @param otherPublicKey DER SubjectPublicKeyInfo of the other side
     * @param session session, 32 hex characters
     * @throws io.kontor.crypto.suite.CryptoException when the other key is none of the suite
     */
    public byte[] sealingKey(byte[] otherPublicKey, String session) {
        return expand(pair.agree(otherPublicKey), session);
    }

    /** HKDF (RFC 5869) with an empty salt and one block of output. */
    private byte[] expand(byte[] shared, String session) {
        byte[] extracted = suite.hmac(new byte[CryptoSuite.LENGTH], shared);
        return suite.hmac(extracted, LABEL, session.getBytes(StandardCharsets.US_ASCII), new byte[] {1});
    }
}
