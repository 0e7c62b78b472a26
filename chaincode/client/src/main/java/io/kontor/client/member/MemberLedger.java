package io.kontor.client.member;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberKeyCodec;
import io.kontor.model.member.MemberStatus;

/** Members and their pinned keys on the ledger. */
public final class MemberLedger {

    private final Ledger ledger;

    public MemberLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Admits a member with its pinned keys. */
    public Recorded<Member> admit(Member member) {
        return Recorded.of(ledger.submit("member:admit", MemberCodec.toJson(member)), MemberCodec::fromJson);
    }

    /** Pins one more key. */
    public Recorded<Member> pin(String participantId, MemberKey key) {
        JsonObject argument = JsonObject.builder()
                .put("participantId", participantId)
                .put("key", MemberKeyCodec.toJson(key))
                .build();
        return Recorded.of(ledger.submit("member:pin", argument), MemberCodec::fromJson);
    }

    /** Removes a pinned key. */
    public Recorded<Member> unpin(String participantId, Digest32 fingerprint) {
        JsonObject argument = JsonObject.builder()
                .put("participantId", participantId)
                .put("fingerprint", fingerprint.hex())
                .build();
        return Recorded.of(ledger.submit("member:unpin", argument), MemberCodec::fromJson);
    }

    /** Suspends, reinstates or revokes a member. */
    public Recorded<Member> setStatus(String participantId, MemberStatus status, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("participantId", participantId)
                .put("status", status.name())
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("member:status", argument), MemberCodec::fromJson);
    }

    /** A member. */
    public Member member(String participantId) {
        return MemberCodec.fromJson(ledger.evaluate(
                "member:get",
                JsonObject.builder().put("participantId", participantId).build()));
    }
}
