package io.kontor.contract.call;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.RejectionCode;

/**
 * The member that calls, by the key that it pins (CALL-1).
 *
 * @param creator who signed
 * @param member the member that pins the key
 * @param key the pinned key
 */
public record Caller(Creator creator, Member member, MemberKey key) {

    /**
     * Finds the caller.
     *
     * @throws ContractRejection KEY or ORGANISATION, first failing wins
     */
    static Caller identify(Creator creator, LedgerState state) {
        String print = creator.fingerprint().hex();
        Member member = state.find(Keys.pinned(creator.fingerprint()))
                .flatMap(owner -> state.find(Keys.member(owner.participantId())))
                .orElseThrow(() ->
                        new ContractRejection(RejectionCode.KEY, "Cannot accept caller: no member pins key " + print));
        MemberKey key = member.keys().stream()
                .filter(pinned -> pinned.fingerprint().equals(creator.fingerprint()))
                .findFirst()
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.KEY,
                        "Cannot accept caller: " + member.participantId() + " does not pin key " + print));
        ContractRejection.unless(
                member.mspId().equals(creator.mspId()),
                RejectionCode.ORGANISATION,
                "Cannot accept caller " + member.participantId() + ": its certificate is of " + creator.mspId()
                        + ", the member belongs to " + member.mspId());
        return new Caller(creator, member, key);
    }

    void requireActive() {
        ContractRejection.unless(
                member.status() == MemberStatus.ACTIVE,
                RejectionCode.MEMBER_STATUS,
                "Cannot accept caller " + member.participantId() + ": it is " + member.status() + ", must be ACTIVE");
    }
}
