package io.kontor.extension.ledger;

import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStanding;
import java.util.Optional;

/** The grants of the ledger as the connector needs them. Implementations are thread-safe and keep nothing. */
public interface GrantBook {
    /**
     * Proposes a grant. The same proposal again is answered with the stored grant.
     *
     * @param proposal proposal
     * @return the grant as it stands
     * @throws io.kontor.client.ledger.LedgerRejectedException when the contract refuses; the same proposal will be refused again
     * @throws io.kontor.client.ledger.LedgerException otherwise; propose again later
     */
    Grant propose(GrantProposal proposal);

    /**
     * Reads a grant.
     *
     * @param grantId shared agreement id
     * @return the grant, or empty when none was proposed
     * @throws io.kontor.client.ledger.LedgerException when the ledger does not answer
     */
    Optional<Grant> find(String grantId);

    /**
     * Whether the ledger would let a grant be served now, with all that stands above it (GRT-7).
     *
     * @param grantId shared agreement id of a grant that the ledger has
     * @return its standing, with the keys whose change may change it
     * @throws io.kontor.client.ledger.LedgerException when the ledger does not answer
     */
    GrantStanding standing(String grantId);
}
