package io.kontor.crypto.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** The name of a public key on the ledger. */
public final class KeyFingerprint {

    private KeyFingerprint() {}

    /** Lower-case hexadecimal SHA-256 of the key's DER SubjectPublicKeyInfo. */
    public static String of(final PublicKey key) {
        return HexFormat.of().formatHex(sha256(key.getEncoded()));
    }

    static byte[] sha256(final byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new PkiException("Cannot compute fingerprint: the Java runtime has no SHA-256", e);
        }
    }
}
