package io.kontor.contract.receipt;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.rejection.RejectionCode;

/** Takes units of a grant's allowance for a log (INV-1). */
final class Units {

    private Units() {}

    /** Whether the terms of the grant hold the action. */
    static boolean hasAction(Grant grant, Action action) {
        return grant.terms().actions().stream().map(ActionTerms::action).anyMatch(action::equals);
    }

    static long free(LedgerState state, Grant grant, Action action) {
        return state.require(Keys.allowance(grant.grantId(), action)).free();
    }

    /** Units that the log ever leased or claimed. */
    static long held(LedgerState state, String logId, String grantId, Action action) {
        return state.find(Keys.held(logId, grantId, action)).orElse(Count.ZERO).value();
    }

    /** Moves units to the log's hands; free units must suffice. */
    static void take(LedgerState state, String logId, Grant grant, Action action, long units) {
        Key<Allowance> key = Keys.allowance(grant.grantId(), action);
        Allowance before = state.require(key);
        ContractRejection.unless(
                before.free() >= units,
                RejectionCode.COUNT,
                "Cannot take " + units + " units of " + grant.grantId() + " " + action + ": free are " + before.free());
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
}
