package io.kontor.usage.unit;

import java.util.List;

/**
 * What an instance hands in.
 *
 * @param blocks blocks to be closed
 * @param claimed leaves of calls whose unit was claimed on the ledger and not used
 */
public record HandedIn(List<ClosedBlock> blocks, List<Long> claimed) {

    public HandedIn {
        blocks = List.copyOf(blocks);
        claimed = List.copyOf(claimed);
    }
}
