package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;

/**
 * One federation's set of algorithms. Everything that Kontor itself signs, hashes or seals goes through a suite; the ledger's
 * own signatures are always P-256. Implementations are stateless and safe for use by many threads.
 */
public interface CryptoSuite {

    /** Length of digests, MACs and content keys in bytes. */
    int LENGTH = 32;

    /** The name in configuration and records, such as {@code intl} (CRY-1). */
    String name();

    /** The suite's hash function, for Merkle trees and digests. */
    HashFunction hash();

    /** The digest of the parts, one after the other: 32 bytes. */
    default byte[] digest(byte[]... parts) {
        return hash().hash(parts);
    }

    /**
     * The MAC of the parts, one after the other: 32 bytes (CRY-5). Compare MACs with {@link
     * java.security.MessageDigest#isEqual}.
     *
     * @param key at least 16 bytes
     */
    byte[] hmac(byte[] key, byte[]... parts);

    /**
     * A MAC to be fed piece by piece.
     *
     * @param key at least 16 bytes
     */
    StreamMac mac(byte[] key);

    /** A new key pair for signing. */
    SigningKey newSigningKey();

    /** A new key pair for agreeing on a secret. */
    KeyAgreement newKeyAgreement();

    /**
     * Reads a private key.
     *
     * @param pkcs8 DER PrivateKeyInfo
     * @throws CryptoException when it is no private key of this suite
     */
    SigningKey signingKey(byte[] pkcs8);

    /**
     * Reads a public key.
     *
     * @param subjectPublicKeyInfo DER with the curve by name and the point uncompressed; no other form is accepted (CRY-3)
     * @throws CryptoException when it is no public key of this suite, or in another form
     */
    VerifyingKey verifyingKey(byte[] subjectPublicKeyInfo);

    /**
     * Encrypts and authenticates (CRY-6).
     *
     * @param key 32 bytes
     * @param plaintext what to hide
     * @param associated what is bound to it without being hidden, such as an id
     * @return nonce (12 bytes, random) ‖ ciphertext ‖ tag (16 bytes)
     */
    byte[] seal(byte[] key, byte[] plaintext, byte[] associated);

    /**
     * Seals again and again under one key, as {@link #seal} does, with what can be prepared kept. It holds the key: drop it when the key is
     * destroyed.
     */
    default Sealing sealing(byte[] key) {
        byte[] own = key.clone();
        return (plaintext, associated) -> seal(own, plaintext, associated);
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws CryptoException when key, associated bytes or any byte of the sealed text differ
     */
    byte[] open(byte[] key, byte[] sealed, byte[] associated);

    /** Bytes from the operating system's random source. */
    byte[] random(int length);
}
