package io.kontor.testkit.ledger;

import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberKey;
import java.util.Base64;

/**
 * An identity of an organisation with its private key.
 *
 * @param mspId organisation
 * @param issued certificate and key
 */
public record TestIdentity(String mspId, IssuedIdentity issued) {

    /** The key as a member pins it. */
    public MemberKey memberKey(String keyId, KeyUse use) {
        byte[] spki = issued.certificate().getPublicKey().getEncoded();
        return new MemberKey(
                keyId,
                use,
                Fingerprint.ofKey(spki).digest(),
                Base64.getEncoder().encodeToString(spki));
    }
}
