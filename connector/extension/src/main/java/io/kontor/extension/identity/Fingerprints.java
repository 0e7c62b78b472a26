package io.kontor.extension.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;

/** Digests that name keys and certificates. */
final class Fingerprints {
    private Fingerprints() {}

    /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo. */
    static String ofKey(Certificate certificate) {
        return HexFormat.of().formatHex(sha256(certificate.getPublicKey().getEncoded()));
    }

    static byte[] ofCertificate(Certificate certificate) throws CertificateEncodingException {
        return sha256(certificate.getEncoded());
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
