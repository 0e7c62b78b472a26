package io.kontor.contract.member;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.MspKind;
import io.kontor.contract.state.Entries.MspOwner;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.member.MemberKey;
import io.kontor.model.member.MemberKeyCodec;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Admission of members, their pinned keys and their status. */
public final class MemberContract {

    private MemberContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        return List.of(
                ContractFunction.of("member:admit", CallerRule.officer(MemberRole.REGULATOR), MemberContract::admit),
                ContractFunction.of("member:pin", CallerRule.officer(), MemberContract::pin),
                ContractFunction.of("member:unpin", CallerRule.officer(), MemberContract::unpin),
                ContractFunction.of("member:status", CallerRule.officer(MemberRole.REGULATOR), MemberContract::status),
                Reading.get("member:get", argument -> Keys.member(argument.string("participantId"))),
                Reading.list("member:list", Records.MEMBER));
    }

    private static JsonObject admit(Call call) {
        Member member = MemberCodec.fromJson(call.argument());
        String what = "Cannot admit member " + member.participantId();
        Checks.isOfCity(call, member.cityId(), what);
        if (call.state()
                .existing(Keys.member(member.participantId()), member, UnaryOperator.identity())
                .isPresent()) {
            return MemberCodec.toJson(member);
        }
        ContractRejection.unless(
                member.status() == MemberStatus.ACTIVE,
                RejectionCode.WRONG_STATE,
                what + ": its status is " + member.status() + ", must be ACTIVE");
        requireOrganisation(call, member, what);
        ContractRejection.unless(
                member.keys().stream().anyMatch(key -> key.use() == KeyUse.OFFICER),
                RejectionCode.KEY,
                what + ": it has no officer key among its " + member.keys().size() + " keys");
        Pinning.admit(call.state(), member);
        return MemberCodec.toJson(member);
    }

    private static void requireOrganisation(Call call, Member member, String what) {
        MspOwner owner = call.state().require(Keys.msp(member.mspId()));
        ContractRejection.unless(
                owner.cityId().equals(member.cityId()),
                RejectionCode.CITY,
                what + ": " + member.mspId() + " belongs to city " + owner.cityId() + ", the member to "
                        + member.cityId());
        ContractRejection.unless(
                owner.kind() == MspKind.REGULATOR || !member.roles().contains(MemberRole.REGULATOR),
                RejectionCode.ORGANISATION,
                what + ": a regulator must belong to the regulator's organisation, " + member.mspId() + " is of kind "
                        + owner.kind());
    }

    private static JsonObject pin(Call call) {
        call.argument().requireOnly("participantId", "key");
        MemberKey key = call.argument().object("key", MemberKeyCodec::fromJson);
        Member member = ownOrSupervised(call, "Cannot pin key " + key.keyId());
        for (MemberKey pinned : member.keys()) {
            if (pinned.equals(key)) {
                return MemberCodec.toJson(member);
            }
            ContractRejection.unless(
                    !pinned.keyId().equals(key.keyId()) && !pinned.fingerprint().equals(key.fingerprint()),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot pin key " + key.keyId() + " of " + member.participantId() + ": it pins " + pinned.keyId()
                            + " with fingerprint " + pinned.fingerprint().hex());
        }
        Pinning.pin(call.state(), member.participantId(), key);
        List<MemberKey> keys = new ArrayList<>(member.keys());
        keys.add(key);
        return store(call, Pinning.withKeys(member, keys));
    }

    private static JsonObject unpin(Call call) {
        call.argument().requireOnly("participantId", "fingerprint");
        Digest32 fingerprint = call.argument().string("fingerprint", Digest32::fromHex);
        Member member = ownOrSupervised(call, "Cannot unpin key " + fingerprint.hex());
        List<MemberKey> keys = member.keys().stream()
                .filter(key -> !key.fingerprint().equals(fingerprint))
                .toList();
        if (keys.size() == member.keys().size()) {
            return MemberCodec.toJson(member);
        }
        ContractRejection.unless(
                keys.stream().anyMatch(key -> key.use() == KeyUse.OFFICER),
                RejectionCode.WRONG_STATE,
                "Cannot unpin key " + fingerprint.hex() + " of " + member.participantId()
                        + ": it is the last officer key");
        Pinning.unpin(call.state(), fingerprint);
        return store(call, Pinning.withKeys(member, keys));
    }

    private static JsonObject status(Call call) {
        call.argument().requireOnly("participantId", "status", "reason");
        MemberStatus status = call.argument().constant("status", MemberStatus.class);
        Checks.text(call, "reason");
        Member member = call.state().require(Keys.member(call.argument().string("participantId")));
        String what = "Cannot set member " + member.participantId() + " to " + status;
        Checks.isOfCity(call, member.cityId(), what);
        ContractRejection.unless(
                member.status() != MemberStatus.REVOKED || status == MemberStatus.REVOKED,
                RejectionCode.WRONG_STATE,
                what + ": it is REVOKED, which is final");
        return store(
                call,
                new Member(
                        member.participantId(),
                        member.cityId(),
                        member.mspId(),
                        member.roles(),
                        member.name(),
                        member.uscc(),
                        member.legalForm(),
                        status,
                        member.keys(),
                        member.connectorUrl()));
    }

    private static Member ownOrSupervised(Call call, String what) {
        Member member = call.state().require(Keys.member(call.argument().string("participantId")));
        if (!Checks.isRegulatorOf(call, member.cityId())) {
            Checks.isMember(call, member.participantId(), what + " of " + member.participantId());
        }
        return member;
    }

    private static JsonObject store(Call call, Member member) {
        call.state().put(Keys.member(member.participantId()), member);
        return MemberCodec.toJson(member);
    }
}
