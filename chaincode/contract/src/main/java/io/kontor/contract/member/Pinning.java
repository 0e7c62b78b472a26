package io.kontor.contract.member;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.KeyOwner;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.rejection.RejectionCode;
import java.util.Base64;
import java.util.List;

/** Writes members and the index of their pinned keys; a key belongs to one member. */
public final class Pinning {

    private Pinning() {}

    /**
     * Writes a new member and pins its keys.
     *
     * @throws ContractRejection KEY when another member pins one of them
     */
    public static void admit(LedgerState state, Member member) {
        state.put(Keys.member(member.participantId()), member);
        member.keys().forEach(key -> pin(state, member.participantId(), key));
    }

    static void pin(LedgerState state, String participantId, MemberKey key) {
        Digest32 actual = fingerprintOf(participantId, key);
        ContractRejection.unless(
                actual.equals(key.fingerprint()),
                RejectionCode.KEY,
                "Cannot pin key " + key.keyId() + " of " + participantId + ": its fingerprint is " + actual.hex()
                        + ", named is " + key.fingerprint().hex());
        state.find(Keys.pinned(key.fingerprint()))
                .ifPresent(owner -> ContractRejection.unless(
                        owner.participantId().equals(participantId),
                        RejectionCode.KEY,
                        "Cannot pin key " + key.keyId() + " of " + participantId + ": " + owner.participantId()
                                + " pins it already"));
        state.put(Keys.pinned(key.fingerprint()), new KeyOwner(participantId, key.keyId()));
    }

    static void unpin(LedgerState state, Digest32 fingerprint) {
        state.delete(Keys.pinned(fingerprint));
    }

    static Member withKeys(Member member, List<MemberKey> keys) {
        return new Member(
                member.participantId(),
                member.cityId(),
                member.mspId(),
                member.roles(),
                member.name(),
                member.uscc(),
                member.legalForm(),
                member.status(),
                keys,
                member.connectorUrl());
    }

    private static Digest32 fingerprintOf(String participantId, MemberKey key) {
        try {
            return Fingerprint.ofKey(Base64.getDecoder().decode(key.publicKey()))
                    .digest();
        } catch (IllegalArgumentException e) {
            throw new ContractRejection(
                    RejectionCode.MALFORMED,
                    "Cannot pin key " + key.keyId() + " of " + participantId + ": its public key is not base64");
        }
    }
}
