package io.kontor.app.wallet;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate with its key.
 *
 * @param name {@code <participantId>/<keyId>}
 * @param mspId organisation that issued the certificate
 * @param certificate enrolment certificate
 * @param privateKey its key
 */
public record WalletIdentity(String name, String mspId, X509Certificate certificate, PrivateKey privateKey) {

    /** The member that the identity belongs to. */
    public String participantId() {
        return name.substring(0, name.indexOf('/'));
    }

    /** Never prints the key. */
    @Override
    public String toString() {
        return "WalletIdentity[" + name + " of " + mspId + "]";
    }
}
