package io.kontor.contract.grant;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.contract.state.Records;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.grant.GrantProposalCodec;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/** Proposal, countersigning, suspension and end of grants. */
public final class GrantContract {

    private GrantContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        CallerRule signer = CallerRule.officer(MemberRole.SUPPLIER, MemberRole.OPERATOR, MemberRole.BUYER);
        CallerRule holder = CallerRule.either(MemberRole.SUPPLIER, MemberRole.REGULATOR);
        CallerRule supplier = CallerRule.either(MemberRole.SUPPLIER);
        CallerRule party = CallerRule.either(MemberRole.SUPPLIER, MemberRole.OPERATOR, MemberRole.BUYER);
        return List.of(
                ContractFunction.of(
                        "grant:propose",
                        CallerRule.connector(MemberRole.SUPPLIER),
                        call -> GrantCodec.toJson(
                                GrantProposals.propose(call, GrantProposalCodec.fromJson(call.argument())))),
                ContractFunction.of("grant:sign", signer, GrantSigning::sign),
                ContractFunction.of("grant:refuse", signer, GrantSigning::refuse),
                ContractFunction.of("grant:suspend", holder, GrantContract::suspend),
                ContractFunction.of("grant:resume", holder, GrantContract::resume),
                ContractFunction.of("grant:terminate", supplier, GrantContract::terminate),
                ContractFunction.of("grant:close", party, GrantContract::close),
                ContractFunction.of("grant:keysDestroyed", supplier, DeletionTasks::keysDestroyed),
                ContractFunction.of("grant:deleted", CallerRule.either(MemberRole.BUYER), DeletionTasks::deleted),
                ContractFunction.of("grant:sweep", CallerRule.anyMember(), DeletionTasks::sweep),
                ContractFunction.of("grant:standing", CallerRule.anyMember(), Standings::standings),
                Reading.get("grant:get", argument -> Keys.grant(argument.string("grantId"))),
                Reading.get("grant:deletion", argument -> Keys.deletion(argument.string("grantId"))),
                Reading.list("grant:list", Records.GRANT));
    }

    private static JsonObject suspend(Call call) {
        Grant grant = withReason(call);
        String what = "Cannot suspend grant " + grant.grantId();
        requireHolder(call, grant, what);
        if (grant.status() == GrantStatus.SUSPENDED && !isTakenOver(call, grant)) {
            return GrantCodec.toJson(grant);
        }
        if (grant.status() != GrantStatus.SUSPENDED) {
            requireStatus(grant, GrantStatus.ACTIVE, what);
        }
        call.state().put(Keys.suspension(grant.grantId()), new Pointer(call.participantId()));
        return move(call, grant, GrantStatus.SUSPENDED);
    }

    /** A regulator's suspension takes the place of the supplier's, which the supplier could lift again. */
    private static boolean isTakenOver(Call call, Grant grant) {
        String by = call.state().require(Keys.suspension(grant.grantId())).id();
        return by.equals(grant.supplier()) && !call.participantId().equals(grant.supplier());
    }

    private static JsonObject resume(Call call) {
        Grant grant = withReason(call);
        String what = "Cannot resume grant " + grant.grantId();
        requireHolder(call, grant, what);
        if (grant.status() == GrantStatus.ACTIVE) {
            return GrantCodec.toJson(grant);
        }
        requireStatus(grant, GrantStatus.SUSPENDED, what);
        String by = call.state().require(Keys.suspension(grant.grantId())).id();
        ContractRejection.unless(
                by.equals(call.participantId()) || Checks.isRegulatorOf(call, supplierCity(call.state(), grant)),
                RejectionCode.ORGANISATION,
                what + ": " + by + " suspended it, the caller is " + call.participantId());
        call.state().delete(Keys.suspension(grant.grantId()));
        return move(call, grant, GrantStatus.ACTIVE);
    }

    private static JsonObject terminate(Call call) {
        Grant grant = withReason(call);
        String what = "Cannot terminate grant " + grant.grantId();
        Checks.isMember(call, grant.supplier(), what);
        if (grant.status() == GrantStatus.TERMINATED) {
            return GrantCodec.toJson(grant);
        }
        ContractRejection.unless(
                !grant.status().ended(), RejectionCode.WRONG_STATE, what + ": it is " + grant.status());
        return end(call, grant, GrantStatus.TERMINATED);
    }

    private static JsonObject close(Call call) {
        Grant grant = withReason(call);
        String what = "Cannot close grant " + grant.grantId();
        Checks.isOneOf(call, Parents.parties(grant), what);
        if (grant.status() == GrantStatus.CLOSED) {
            return GrantCodec.toJson(grant);
        }
        ContractRejection.unless(
                grant.status() != GrantStatus.REFUSED, RejectionCode.WRONG_STATE, what + ": it is REFUSED");
        if (grant.status().ended()) {
            return closeForGood(call, grant, what);
        }
        if (call.at() >= grant.terms().window().endsAt()) {
            return end(call, grant, GrantStatus.EXPIRED);
        }
        ContractRejection.unless(
                Parents.ended(call.state(), grant, call.at()).isPresent(),
                RejectionCode.WRONG_STATE,
                what + ": its window ends at " + grant.terms().window().endsAt() + ", the time is " + call.at()
                        + ", and none of its parents has ended");
        return end(call, grant, GrantStatus.TERMINATED);
    }

    private static JsonObject closeForGood(Call call, Grant grant, String what) {
        DeletionTask task = call.state().require(Keys.deletion(grant.grantId()));
        ContractRejection.unless(
                task.keysDestroyedDigest().isPresent() && task.statementDigest().isPresent(),
                RejectionCode.WRONG_STATE,
                what + ": it is " + grant.status() + "; statements of destroyed keys and of deletion must both stand");
        return GrantCodec.toJson(Grants.store(
                call.state(),
                Grants.with(
                        grant,
                        GrantStatus.CLOSED,
                        grant.signatures(),
                        Optional.of(call.argument().string("reason")),
                        grant.endedAt())));
    }

    private static Grant withReason(Call call) {
        call.argument().requireOnly("grantId", "reason");
        Checks.text(call, "reason");
        return call.state().require(Keys.grant(call.argument().string("grantId")));
    }

    private static void requireHolder(Call call, Grant grant, String what) {
        if (!Checks.isRegulatorOf(call, supplierCity(call.state(), grant))) {
            Checks.isMember(call, grant.supplier(), what);
        }
    }

    private static String supplierCity(LedgerState state, Grant grant) {
        return state.require(Keys.member(grant.supplier())).cityId();
    }

    private static void requireStatus(Grant grant, GrantStatus status, String what) {
        ContractRejection.unless(
                grant.status() == status,
                RejectionCode.WRONG_STATE,
                what + ": it is " + grant.status() + ", must be " + status);
    }

    private static JsonObject move(Call call, Grant grant, GrantStatus status) {
        return GrantCodec.toJson(Grants.store(
                call.state(),
                Grants.with(
                        grant,
                        status,
                        grant.signatures(),
                        Optional.of(call.argument().string("reason")),
                        grant.endedAt())));
    }

    private static JsonObject end(Call call, Grant grant, GrantStatus status) {
        return GrantCodec.toJson(
                Grants.end(call.state(), grant, status, call.argument().string("reason"), call.at()));
    }
}
