package io.kontor.client.ledger;

import java.util.Optional;

/**
 * Where to begin following.
 *
 * @param block first block
 * @param afterTransaction transaction of that block after which to begin; absent to begin with the block
 */
public record EventPosition(long block, Optional<String> afterTransaction) {
    /** From the first block on. */
    public static final EventPosition START = new EventPosition(0, Optional.empty());

    /** Right after an event that was handled. */
    public static EventPosition after(LedgerEvent event) {
        return new EventPosition(event.blockNumber(), Optional.of(event.transactionId()));
    }
}
