package io.kontor.crypto.suite;

/** One side of an agreement on a secret, with a key pair made for it; used once. */
public interface KeyAgreement {

    /** Own public key, DER SubjectPublicKeyInfo. */
    byte[] publicKey();

    /**
     * The secret that both sides come to.
     *
     * @param otherPublicKey DER SubjectPublicKeyInfo of the other side
     * @return 32 bytes, to be put through a key derivation
     * @throws CryptoException when the other key is none of this suite
     */
    byte[] agree(byte[] otherPublicKey);
}
