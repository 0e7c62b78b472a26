package io.kontor.extension.ledger;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStanding;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/** Grants, read from and written to the ledger at each call. */
final class LedgerGrants implements GrantBook {
    private final GrantLedger grants;

    LedgerGrants(GrantLedger grants) {
        this.grants = grants;
    }

    @Override
    public Grant propose(GrantProposal proposal) {
        return grants.propose(proposal).record();
    }

    @Override
    public Optional<Grant> find(String grantId) {
        try {
            return Optional.of(grants.grant(grantId));
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public GrantStanding standing(String grantId) {
        return grants.standings(List.of(grantId)).get(0);
    }
}
