package io.kontor.crypto.suite;

/** A private key. Safe for use by many threads; its text form never shows the key. */
public interface SigningKey {

    /** The public key that belongs to it. */
    VerifyingKey verifyingKey();

    /**
     * Signs the parts, one after the other.
     *
     * @return a DER signature with low s (CRY-2); the same message gives the same signature (CRY-4)
     */
    byte[] sign(byte[]... message);

    /**
     * Signs a digest that was computed elsewhere, as offline signing by a ledger client needs.
     *
     * @param digest 32 bytes: the suite's digest of the message
     */
    byte[] signDigest(byte[] digest);

    /** DER PrivateKeyInfo (PKCS#8), unencrypted. */
    byte[] pkcs8();
}
