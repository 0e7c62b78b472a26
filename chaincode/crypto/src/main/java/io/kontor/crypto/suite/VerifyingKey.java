package io.kontor.crypto.suite;

import io.kontor.model.id.Fingerprint;

/** A public key. Immutable, safe for use by many threads, and worth keeping: reading one costs a check of its point. */
public interface VerifyingKey {

    /**
     * Whether the signature is this key's over the parts, one after the other. A signature that is malformed, not strict
     * DER, or has high s is simply not valid (CRY-2).
     */
    boolean verify(byte[] signature, byte[]... message);

    /** Whether the signature is this key's over a message with this digest. */
    boolean verifyDigest(byte[] signature, byte[] digest);

    /** DER SubjectPublicKeyInfo. */
    byte[] spki();

    /** The key's name: SHA-256 of its SubjectPublicKeyInfo in every suite. */
    Fingerprint fingerprint();
}
