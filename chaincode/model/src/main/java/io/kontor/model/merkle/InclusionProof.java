package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.List;

/**
 * Shows that a leaf stands at an index of a tree (RFC 9162 §2.1.3).
 *
 * @param leafIndex counted from 0, below the tree size
 * @param treeSize of the tree that it is about
 * @param auditPath from the leaf to the root
 */
public record InclusionProof(long leafIndex, long treeSize, List<Digest32> auditPath) {

    /** No honest path is longer. */
    public static final int MAX_PATH = 64;

    public InclusionProof {
        auditPath = List.copyOf(auditPath);
        TreeHead.requireTreeSize(treeSize);
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new MalformedException(
                    "Cannot accept inclusion proof: leaf " + leafIndex + " is not in a tree of " + treeSize);
        }
        if (auditPath.size() > MAX_PATH) {
            throw new MalformedException(
                    "Cannot accept inclusion proof: its path has " + auditPath.size() + " hashes, at most " + MAX_PATH);
        }
    }
}
