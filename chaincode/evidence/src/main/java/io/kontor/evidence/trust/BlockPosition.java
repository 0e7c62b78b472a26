package io.kontor.evidence.trust;

import io.kontor.model.id.Checks;

/**
 * Where a transaction stands.
 *
 * @param block number of the block
 * @param transaction place in the block, from 0
 */
public record BlockPosition(long block, long transaction) implements Comparable<BlockPosition> {

    public BlockPosition {
        Checks.range("block", block, 0, Checks.MAX);
        Checks.range("transaction", transaction, 0, Integer.MAX_VALUE);
    }

    @Override
    public int compareTo(BlockPosition other) {
        int blocks = Long.compare(block, other.block);
        return blocks != 0 ? blocks : Long.compare(transaction, other.transaction);
    }

    @Override
    public String toString() {
        return block + ":" + transaction;
    }
}
