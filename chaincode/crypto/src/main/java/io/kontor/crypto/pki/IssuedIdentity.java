package io.kontor.crypto.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate together with its private key.
 *
 * @param certificate the certificate
 * @param privateKey the key that belongs to the certificate's public key
 */
public record IssuedIdentity(X509Certificate certificate, PrivateKey privateKey) {

    /** The certificate as PEM text. */
    public String certificatePem() {
        return Pem.write(certificate);
    }

    /** The private key as PEM text, PKCS#8 without a password. */
    public String privateKeyPem() {
        return Pem.write(privateKey);
    }

    /** Lower-case hexadecimal SHA-256 of the DER SubjectPublicKeyInfo. */
    public String fingerprint() {
        return KeyFingerprint.of(certificate.getPublicKey());
    }

    /** Never prints the private key. */
    @Override
    public String toString() {
        return "IssuedIdentity[" + certificate.getSubjectX500Principal() + ", key " + fingerprint() + "]";
    }
}
