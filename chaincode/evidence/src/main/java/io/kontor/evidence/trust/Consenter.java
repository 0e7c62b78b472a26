package io.kontor.evidence.trust;

import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;

/**
 * An orderer that takes part in agreeing on blocks.
 *
 * @param id its identifier, which its signatures carry
 * @param mspId its organisation
 * @param certificate its certificate, PEM
 */
public record Consenter(long id, String mspId, String certificate) {

    private static final long MAX_ID = (1L << 32) - 1;

    public Consenter {
        Checks.range("consenter", id, 0, MAX_ID);
        Ids.require("organisation of consenter", mspId);
        key(id, certificate);
    }

    /** Its key. */
    public VerifyingKey key() {
        return key(id, certificate);
    }

    private static VerifyingKey key(long id, String certificate) {
        try {
            return CryptoSuites.intl()
                    .verifyingKey(
                            Pem.readCertificate(certificate).getPublicKey().getEncoded());
        } catch (PkiException | CryptoException e) {
            throw new MalformedException("Cannot accept consenter " + id + ": " + e.getMessage(), e);
        }
    }
}
