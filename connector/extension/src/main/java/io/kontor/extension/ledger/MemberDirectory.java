package io.kontor.extension.ledger;

import java.util.Optional;

/** The member registry of the ledger as the connector's identity service reads it. Implementations are thread-safe. */
@FunctionalInterface
public interface MemberDirectory {
    /**
     * Looks a member up.
     *
     * @param participantId identifier in the data space
     * @return the member, or empty when the ledger knows none
     * @throws io.kontor.client.ledger.LedgerException when the ledger cannot be asked and no recent answer is kept; a caller must refuse
     */
    Optional<MemberIdentity> find(String participantId);
}
