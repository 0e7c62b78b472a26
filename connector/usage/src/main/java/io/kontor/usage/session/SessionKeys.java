package io.kontor.usage.session;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;

/** Ephemeral ECDH over P-256 and HKDF with the suite's hash (SES-2); used once per opening by either side. */
public final class SessionKeys {

    private static final byte[] LABEL = "kontor-session-v1".getBytes(StandardCharsets.US_ASCII);

    private final CryptoSuite suite;
    private final KeyPair pair;

    /** Makes an ephemeral key pair. */
    public SessionKeys(CryptoSuite suite) {
        this.suite = suite;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new CryptoException("Cannot make a key pair for a session", e);
        }
    }

    /** Own public key, DER SubjectPublicKeyInfo. */
    public byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }

    /**
     * The key that seals the session's secrets.
     *
     * @param otherPublicKey DER SubjectPublicKeyInfo of the other side
     * @param session session, 32 hex characters
     * @throws CryptoException when the other key is none of P-256
     */
    public byte[] sealingKey(byte[] otherPublicKey, String session) {
        byte[] checked = suite.verifyingKey(otherPublicKey).spki();
        try {
            PublicKey other = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(checked));
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(pair.getPrivate());
            agreement.doPhase(other, true);
            return expand(agreement.generateSecret(), session);
        } catch (GeneralSecurityException e) {
            throw new CryptoException("Cannot agree on a key for session " + session, e);
        }
    }

    /** HKDF (RFC 5869) with an empty salt and one block of output. */
    private byte[] expand(byte[] shared, String session) {
        byte[] extracted = suite.hmac(new byte[CryptoSuite.LENGTH], shared);
        return suite.hmac(extracted, LABEL, session.getBytes(StandardCharsets.US_ASCII), new byte[] {1});
    }
}
