package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Heads and proofs of a log whose full subtrees are at hand: O(log² n) hashes at most, nothing is kept. As safe for use by
 * several threads as its {@link SubtreeHashes}.
 */
public final class MerkleTree {

    private final MerkleHasher hasher;
    private final SubtreeHashes subtrees;

    /**
     * A view of the log.
     *
     * @param hash of the suite in use
     * @param subtrees the log's hashes
     */
    public MerkleTree(HashFunction hash, SubtreeHashes subtrees) {
        this.hasher = new MerkleHasher(hash);
        this.subtrees = subtrees;
    }

    /** The head of the first {@code treeSize} leaves. */
    public TreeHead head(long treeSize) {
        requireWithin(treeSize);
        return new TreeHead(treeSize, treeSize == 0 ? hasher.empty() : root(0, treeSize));
    }

    /** Shows that a leaf stands in the tree of the first {@code treeSize} leaves. */
    public InclusionProof inclusion(long leafIndex, long treeSize) {
        requireWithin(treeSize);
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new MalformedException("Cannot prove leaf " + leafIndex + ": it is not in a tree of " + treeSize);
        }
        List<Digest32> path = new ArrayList<>();
        inclusion(leafIndex, 0, treeSize, path);
        return new InclusionProof(leafIndex, treeSize, path);
    }

    /** Shows that the tree of {@code second} leaves begins with that of {@code first}. */
    public ConsistencyProof consistency(long first, long second) {
        requireWithin(second);
        List<Digest32> path = new ArrayList<>();
        if (first > 0 && first < second) {
            consistency(new Range(0, second), first, KnownRoot.YES, path);
        }
        return new ConsistencyProof(first, second, path);
    }

    private void inclusion(long leaf, long start, long end, List<Digest32> path) {
        if (end - start == 1) {
            return;
        }
        long middle = start + split(end - start);
        if (leaf < middle) {
            inclusion(leaf, start, middle, path);
            path.add(root(middle, end));
        } else {
            inclusion(leaf, middle, end, path);
            path.add(root(start, middle));
        }
    }

    private void consistency(Range range, long first, KnownRoot known, List<Digest32> path) {
        if (first == range.end) {
            if (known == KnownRoot.NO) {
                path.add(root(range.start, range.end));
            }
            return;
        }
        long middle = range.start + split(range.end - range.start);
        if (first <= middle) {
            consistency(new Range(range.start, middle), first, known, path);
            path.add(root(middle, range.end));
        } else {
            consistency(new Range(middle, range.end), first, KnownRoot.NO, path);
            path.add(root(range.start, middle));
        }
    }

    private Digest32 root(long start, long end) {
        long length = end - start;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return subtrees.hash(level, start >>> level);
        }
        long middle = start + split(length);
        return hasher.node(root(start, middle), root(middle, end));
    }

    /** The largest power of two below a length of at least 2. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }

    private void requireWithin(long treeSize) {
        if (treeSize < 0 || treeSize > subtrees.size()) {
            throw new MalformedException(
                    "Cannot compute tree of size " + treeSize + ": the log has " + subtrees.size() + " leaves");
        }
    }

    private record Range(long start, long end) {}

    /** Whether the verifier knows the root of the range already, as it does on the left edge. */
    private enum KnownRoot {
        YES,
        NO
    }
}
