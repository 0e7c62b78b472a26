package io.kontor.contract.grant;

import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.order.Signature;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/** What other capabilities ask of grants, and how grants are written. */
public final class Grants {

    private Grants() {}

    /**
     * Why the state of a grant and of its parents refuses a call now (CLAIM-3), or empty.
     *
     * @param at transaction time
     */
    public static Optional<RejectionCode> refusal(LedgerState state, Grant grant, long at) {
        if (Parents.notLive(state, grant, at).isPresent()) {
            return Optional.of(RejectionCode.NO_AUTHORISATION);
        }
        if (grant.status() == GrantStatus.ACTIVE) {
            return Optional.empty();
        }
        return Optional.of(
                switch (grant.status()) {
                    case PROPOSED -> RejectionCode.NO_AGREEMENT;
                    case SUSPENDED -> RejectionCode.SUSPENDED;
                    default -> RejectionCode.TERMINATED;
                });
    }

    /**
     * Why the window of a grant refuses a call now (CLAIM-3, LEASE-1), or empty.
     *
     * @param at transaction time
     */
    public static Optional<RejectionCode> windowRefusal(Grant grant, long at) {
        TimeWindow window = grant.terms().window();
        if (at < window.startsAt()) {
            return Optional.of(RejectionCode.BEFORE_WINDOW);
        }
        return at >= window.endsAt() ? Optional.of(RejectionCode.AFTER_WINDOW) : Optional.empty();
    }

    /** The grants of an order in force, by identifier ascending. */
    public static List<Grant> ofOrder(LedgerState state, String orderId) {
        return state.all(Keys.grantsOf(orderId)).stream()
                .map(Found::key)
                .map(Key::lastPart)
                .map(grantId -> state.require(Keys.grant(grantId)))
                .toList();
    }

    /** Number of the newest version, also one that waits for signatures or was refused; 0 for none. */
    static int newestVersion(LedgerState state, String grantId) {
        return state.all(Keys.grantVersions(grantId)).size();
    }

    /** Writes the version, and the grant itself unless this version waits beside one in force. */
    static Grant store(LedgerState state, Grant grant) {
        state.put(Keys.grantVersion(grant.grantId(), grant.version()), grant);
        Optional<Grant> current = state.find(Keys.grant(grant.grantId()));
        boolean inForce = current.isEmpty()
                || current.get().version() == grant.version()
                || grant.status() == GrantStatus.ACTIVE
                || grant.status() == GrantStatus.SUSPENDED;
        if (inForce) {
            state.put(Keys.grant(grant.grantId()), grant);
        }
        return grant;
    }

    /** Sets the limits of the allowances; what was used is never reset. */
    static void allow(LedgerState state, Grant grant) {
        for (ActionTerms action : grant.terms().actions()) {
            Key<Allowance> key = Keys.allowance(grant.grantId(), action.action());
            Optional<Allowance> before = state.find(key);
            state.put(
                    key,
                    new Allowance(
                            grant.grantId(),
                            action.action(),
                            action.limit(),
                            before.map(Allowance::leasedTotal).orElse(0L),
                            before.map(Allowance::returnedTotal).orElse(0L)));
        }
    }

    /** Ends a grant in force: it is no longer the live one, and the buyer has to delete. */
    static Grant end(LedgerState state, Grant grant, GrantStatus status, String reason, long at) {
        Key<Pointer> live = Keys.live(grant.orderId(), grant.resourceId());
        if (state.find(live).map(Pointer::id).equals(Optional.of(grant.grantId()))) {
            state.delete(live);
        }
        if (status != GrantStatus.REFUSED) {
            DeletionTasks.open(state, grant, at);
        }
        return store(state, with(grant, status, grant.signatures(), Optional.of(reason), Optional.of(at)));
    }

    static Grant with(
            Grant grant,
            GrantStatus status,
            List<Signature> signatures,
            Optional<String> reason,
            Optional<Long> endedAt) {
        return new Grant(
                grant.grantId(),
                grant.version(),
                grant.orderId(),
                grant.resourceId(),
                grant.supplier(),
                grant.seller(),
                grant.buyer(),
                grant.terms(),
                grant.termsHash(),
                grant.tariffVersion(),
                grant.evidenceKeyDigest(),
                status,
                signatures,
                reason,
                grant.proposedAt(),
                endedAt);
    }
}
