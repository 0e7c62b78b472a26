package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;

/** Where a {@link MerkleTree} finds the hashes of full subtrees, in memory or in a file. */
public interface SubtreeHashes {

    /**
     * The hash of the full subtree over leaves {@code index × 2^level} to {@code (index + 1) × 2^level − 1}. Asked only for
     * subtrees that are full.
     *
     * @param level 0 for leaf hashes
     * @param index among the subtrees of that level, counted from 0
     */
    Digest32 hash(int level, long index);

    /** Number of leaves. */
    long size();
}
