package io.kontor.crypto.suite;

/** Seals under one key. One thread at a time. */
@FunctionalInterface
public interface Sealing {

    /**
     * Seals bytes.
     *
     * @param plaintext bytes
     * @param associated bytes that must be given again to open
     * @return as of {@link CryptoSuite#seal}
     */
    byte[] seal(byte[] plaintext, byte[] associated);
}
