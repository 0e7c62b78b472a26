package io.kontor.extension.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;

/**
 * This connector's own key and certificate.
 *
 * @param participantId member that the connector acts for
 * @param key P-256 private key
 * @param certificate its certificate
 */
public record ConnectorIdentity(String participantId, ECPrivateKey key, X509Certificate certificate) {

    /**
     * Reads the identity from a PKCS#12 file.
     *
     * @param participantId member
     * @param file PKCS#12 file
     * @param password its password
     * @param alias entry of the key
     * @return the identity
     * @throws IdentityException when the file has no such P-256 key
     */
    public static ConnectorIdentity load(String participantId, Path file, String password, String alias) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            if (store.getKey(alias, password.toCharArray()) instanceof ECPrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return new ConnectorIdentity(participantId, key, certificate);
            }
            throw new IdentityException("Cannot load connector identity " + participantId + ": " + file
                    + " has no elliptic-curve key named '" + alias + "'");
        } catch (IOException | GeneralSecurityException e) {
            throw new IdentityException(
                    "Cannot load connector identity " + participantId + " from " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Fingerprint as pinned on the ledger.
     *
     * @return lower-case hex SHA-256 of the DER SubjectPublicKeyInfo
     */
    public String fingerprint() {
        return Fingerprints.ofKey(certificate);
    }

    @Override
    public String toString() {
        return "ConnectorIdentity[" + participantId + ", " + fingerprint() + "]";
    }
}
