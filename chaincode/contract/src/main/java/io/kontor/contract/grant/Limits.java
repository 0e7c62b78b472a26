package io.kontor.contract.grant;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.rejection.RejectionCode;

/** Keeps a new version's limits above what earlier versions have used (INV-1). */
final class Limits {

    private Limits() {}

    static void requireAboveUsed(LedgerState state, Grant grant, String what) {
        for (ActionTerms action : grant.terms().actions()) {
            state.find(Keys.allowance(grant.grantId(), action.action())).ifPresent(allowance -> {
                long used = allowance.leasedTotal() - allowance.returnedTotal();
                ContractRejection.unless(
                        action.limit() >= used,
                        RejectionCode.BOUNDS,
                        what + ": the limit of " + action.action() + " is " + action.limit() + ", used are " + used);
            });
        }
    }
}
