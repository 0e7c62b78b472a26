package io.kontor.model.id;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names a public key (ID-3): SHA-256 of its DER SubjectPublicKeyInfo, whatever suite the key belongs to, so that one list
 * can pin keys of all suites.
 *
 * @param digest the SHA-256
 */
public record Fingerprint(Digest32 digest) implements Comparable<Fingerprint> {

    /**
     * The fingerprint of a key.
     *
     * @param subjectPublicKeyInfo DER
     */
    public static Fingerprint ofKey(byte[] subjectPublicKeyInfo) {
        try {
            return new Fingerprint(
                    Digest32.of(MessageDigest.getInstance("SHA-256").digest(subjectPublicKeyInfo)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot fingerprint key: this Java has no SHA-256", e);
        }
    }

    /** Reads 64 lower-case hex digits. */
    public static Fingerprint fromHex(String hex) {
        return new Fingerprint(Digest32.fromHex(hex));
    }

    /** 64 lower-case hex digits. */
    public String hex() {
        return digest.hex();
    }

    @Override
    public int compareTo(Fingerprint other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return hex();
    }
}
