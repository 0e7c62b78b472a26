package io.kontor.app.wallet;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerEvidence;

/** Opens the ledger as identities of the wallet; a connection is kept and shared. */
public interface LedgerConnections {

    /**
     * The ledger as that identity sees it.
     *
     * @param identity {@code <participantId>/<keyId>}
     * @throws WalletException when the identity cannot be used
     */
    Ledger ledger(String identity);

    /**
     * What the ledger attests, asked as that identity.
     *
     * @param identity {@code <participantId>/<keyId>}
     * @throws WalletException when the identity cannot be used
     */
    LedgerEvidence evidence(String identity);

    /**
     * The channel's blocks, read as that identity.
     *
     * @param identity {@code <participantId>/<keyId>}
     * @throws WalletException when the identity cannot be used
     */
    LedgerBlocks blocks(String identity);
}
