package io.kontor.usage.consumer;

import io.kontor.model.merkle.InclusionProof;

/** Where inclusion proofs of a supplier's log come from: the supplier itself or a mirror; what it says is verified. */
@FunctionalInterface
public interface ProofSource {

    /**
     * The proof that a leaf stands in the tree of a size; blocks.
     *
     * @param logId log
     * @param index leaf index
     * @param treeSize tree size
     */
    InclusionProof inclusion(String logId, long index, long treeSize);
}
