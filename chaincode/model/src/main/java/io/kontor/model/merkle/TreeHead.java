package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;

/**
 * What a log is at one moment.
 *
 * @param treeSize number of leaves, 0 to 2^53−1
 * @param rootHash of the tree with these leaves
 */
public record TreeHead(long treeSize, Digest32 rootHash) {

    /** The largest tree. */
    public static final long MAX_TREE_SIZE = (1L << 53) - 1;

    public TreeHead {
        requireTreeSize(treeSize);
    }

    static void requireTreeSize(long treeSize) {
        if (treeSize < 0 || treeSize > MAX_TREE_SIZE) {
            throw new MalformedException("Cannot accept tree size " + treeSize + ": must be 0 to " + MAX_TREE_SIZE);
        }
    }
}
