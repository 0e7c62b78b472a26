package io.kontor.extension.ledger;

import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.member.MemberLedger;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;
import java.util.stream.Collectors;

/** The member registry, read from the ledger at each question. */
final class LedgerMembers implements MemberDirectory {
    private final MemberLedger members;

    LedgerMembers(MemberLedger members) {
        this.members = members;
    }

    @Override
    public Optional<MemberIdentity> find(String participantId) {
        try {
            return Optional.of(identity(members.member(participantId)));
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static MemberIdentity identity(Member member) {
        return new MemberIdentity(
                member.participantId(),
                member.status(),
                member.keys().stream()
                        .filter(key -> key.use() == KeyUse.CONNECTOR)
                        .map(key -> key.fingerprint().hex())
                        .collect(Collectors.toSet()));
    }
}
