package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.List;

/**
 * Shows that a tree begins with all leaves of an earlier one (RFC 9162 §2.1.4).
 *
 * @param firstSize of the earlier tree
 * @param secondSize of the later tree, not smaller
 * @param path the hashes; empty when the sizes are equal or the first is 0
 */
public record ConsistencyProof(long firstSize, long secondSize, List<Digest32> path) {

    /** No honest path is longer. */
    public static final int MAX_PATH = 65;

    public ConsistencyProof {
        path = List.copyOf(path);
        TreeHead.requireTreeSize(firstSize);
        TreeHead.requireTreeSize(secondSize);
        if (firstSize > secondSize) {
            throw new MalformedException(
                    "Cannot accept consistency proof: size " + firstSize + " is above the later size " + secondSize);
        }
        if (path.size() > MAX_PATH) {
            throw new MalformedException(
                    "Cannot accept consistency proof: its path has " + path.size() + " hashes, at most " + MAX_PATH);
        }
    }
}
