package io.kontor.model.member;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;

/**
 * A pinned key of a member. Names of officers are personal data and stay off the ledger: a key has an identifier only.
 *
 * @param keyId identifier within the member, e.g. {@code officer-1}
 * @param use what the key may do
 * @param fingerprint SHA-256 of the DER SubjectPublicKeyInfo
 * @param publicKey DER SubjectPublicKeyInfo in base64
 */
public record MemberKey(String keyId, KeyUse use, Digest32 fingerprint, String publicKey) {

    public MemberKey {
        Ids.require("key id", keyId);
        Checks.base64("public key", publicKey, 1024);
    }
}
