package io.kontor.usage.consumer;

import io.kontor.model.merkle.InclusionProof;
import java.util.Optional;

/** Where inclusion proofs of a supplier's log come from: the supplier itself or a mirror; what it says is verified. */
@FunctionalInterface
public interface ProofSource {

    /**
     * The proof that a leaf stands in the tree of a size; blocks.
     *
     * @param logId log
     * @param index leaf index
     * @param treeSize tree size
     * @return empty when the supplier gives none now
     */
    Optional<InclusionProof> inclusion(String logId, long index, long treeSize);
}
