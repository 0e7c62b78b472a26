package io.kontor.contract.receipt;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Entries.OpenUnits;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.rejection.RejectionCode;
import java.util.Comparator;

/** Moves units of a grant's allowance into a log's hands and back (INV-1). */
final class Units {

    private Units() {}

    /**
     * Whose units they are.
     *
     * @param logId log that holds them
     * @param grantId grant
     * @param action action
     */
    record Hands(String logId, String grantId, Action action) {}

    /** Whether the terms of the grant hold the action. */
    static boolean hasAction(Grant grant, Action action) {
        return grant.terms().actions().stream().map(ActionTerms::action).anyMatch(action::equals);
    }

    static long free(LedgerState state, Grant grant, Action action) {
        return state.require(Keys.allowance(grant.grantId(), action)).free();
    }

    /** Units that the log leased or claimed and did not return. */
    static long held(LedgerState state, String logId, String grantId, Action action) {
        return state.find(Keys.held(logId, grantId, action)).orElse(Count.ZERO).value();
    }

    /**
     * Why a log gets no units: they stand in open blocks of other logs and may come back, or they are used (UNIT-2).
     *
     * @return LEASED_ELSEWHERE or COUNT
     */
    static RejectionCode shortage(LedgerState state, String logId, Grant grant, Action action) {
        if (free(state, grant, action) > 0) {
            return RejectionCode.COUNT;
        }
        boolean elsewhere = state.all(Keys.openUnitsOf(grant.grantId(), action)).stream()
                .anyMatch(open -> !open.key().lastPart().equals(logId)
                        && open.record().units() > 0
                        && state.require(Keys.log(open.key().lastPart())).epoch()
                                == open.record().epoch());
        return elsewhere ? RejectionCode.LEASED_ELSEWHERE : RejectionCode.COUNT;
    }

    /** Moves units to the log's hands; free units must suffice. */
    static void take(LedgerState state, String logId, Grant grant, Action action, long units) {
        Key<Allowance> key = Keys.allowance(grant.grantId(), action);
        Allowance before = state.require(key);
        if (before.free() < units) {
            throw new ContractRejection(
                    shortage(state, logId, grant, action),
                    "Cannot take " + units + " units of " + grant.grantId() + " " + action + ": free are "
                            + before.free());
        }
        state.put(
                key,
                new Allowance(
                        before.grantId(),
                        before.action(),
                        before.limit(),
                        Math.addExact(before.leasedTotal(), units),
                        before.returnedTotal()));
        Key<Count> held = Keys.held(logId, grant.grantId(), action);
        state.put(held, state.find(held).orElse(Count.ZERO).plus(units));
        state.putIfAbsent(Keys.orderLog(grant.orderId(), logId), Mark.SET);
    }

    /** Moves units from the log's hands back to all; the log keeps at least what its anchored totals say it used (UNIT-1). */
    static void giveBack(LedgerState state, Hands hands, long units, String what) {
        String logId = hands.logId();
        String grantId = hands.grantId();
        Action action = hands.action();
        if (units == 0) {
            return;
        }
        long kept = held(state, logId, grantId, action) - units;
        long used = used(state, logId, grantId, action);
        ContractRejection.unless(
                kept >= used,
                RejectionCode.BOUNDS,
                what + ": the log would hold " + kept + " units, its anchored totals say that it used " + used);
        Key<Allowance> key = Keys.allowance(grantId, action);
        Allowance before = state.require(key);
        state.put(
                key,
                new Allowance(
                        grantId,
                        action,
                        before.limit(),
                        before.leasedTotal(),
                        Math.addExact(before.returnedTotal(), units)));
        state.put(Keys.held(logId, grantId, action), new Count(kept));
    }

    /** Units that the log says it used, by its newest anchored total. */
    private static long used(LedgerState state, String logId, String grantId, Action action) {
        return state.all(Keys.totalsOf(logId, grantId, action)).stream()
                .map(Found::record)
                .max(Comparator.comparingLong(UsageTotal::index))
                .map(total -> total.counts().unitsEver())
                .orElse(0L);
    }

    /** Changes the units in a log's open blocks. */
    static void open(LedgerState state, LeaseRequest lease, long more) {
        Key<OpenUnits> key = Keys.openUnits(lease.grantId(), lease.action(), lease.logId());
        long before = state.find(key)
                .filter(open -> open.epoch() == lease.epoch())
                .map(OpenUnits::units)
                .orElse(0L);
        state.put(key, new OpenUnits(lease.epoch(), Math.addExact(before, more)));
    }
}
