package io.kontor.contract.call;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;

/**
 * Who may call a function: one of the roles with a key of one of the uses.
 *
 * @param roles any of them; empty for every role
 * @param uses any of them
 */
public record CallerRule(List<MemberRole> roles, List<KeyUse> uses) {

    public CallerRule {
        roles = List.copyOf(roles);
        uses = List.copyOf(uses);
    }

    /** Any member with any pinned key: for functions that only read. */
    public static CallerRule anyMember() {
        return either();
    }

    /** A key of use OFFICER of a member with one of the roles; of any member without roles. */
    public static CallerRule officer(MemberRole... roles) {
        return new CallerRule(List.of(roles), List.of(KeyUse.OFFICER));
    }

    /** A key of use CONNECTOR of a member with one of the roles. */
    public static CallerRule connector(MemberRole... roles) {
        return new CallerRule(List.of(roles), List.of(KeyUse.CONNECTOR));
    }

    /** Any pinned key of a member with one of the roles; of any member without roles. */
    public static CallerRule either(MemberRole... roles) {
        return new CallerRule(List.of(roles), List.of(KeyUse.OFFICER, KeyUse.CONNECTOR));
    }

    void check(String function, Caller caller) {
        String who = "Cannot call " + function + " as " + caller.member().participantId() + ": ";
        ContractRejection.unless(
                roles.isEmpty() || caller.member().roles().stream().anyMatch(roles::contains),
                RejectionCode.ROLE,
                who + "it is " + caller.member().roles() + ", must be one of " + roles);
        ContractRejection.unless(
                uses.contains(caller.key().use()),
                RejectionCode.ROLE,
                who + "key " + caller.key().keyId() + " is for " + caller.key().use() + ", must be for one of " + uses);
    }
}
