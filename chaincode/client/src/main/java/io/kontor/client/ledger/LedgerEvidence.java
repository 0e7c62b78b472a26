package io.kontor.client.ledger;

import java.util.List;

/** What a ledger can attest about a committed transaction, for evidence bundles (docs/spec/evidence.md). */
public interface LedgerEvidence {

    /**
     * The endorsed status of a transaction: an endorsed, never submitted proposal that reads it with its validation code.
     *
     * @param transactionId transaction
     * @param organisations organisations that must sign, at least one
     * @return the {@code Payload} bytes of EVD-1
     * @throws LedgerUnavailableException when one of them does not answer
     * @throws LedgerConflictException when they answer differently each time
     */
    byte[] endorsedStatus(String transactionId, List<String> organisations);
}
