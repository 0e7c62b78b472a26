package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is needed to append to a log and know its root: the hashes of the full subtrees along its right edge, at most 53
 * (MRK-8). One writer; not thread-safe.
 */
public final class MerkleFrontier {

    private final MerkleHasher hasher;
    private final List<Digest32> nodes;
    private long size;

    private MerkleFrontier(MerkleHasher hasher, long size, List<Digest32> nodes) {
        this.hasher = hasher;
        this.size = size;
        this.nodes = new ArrayList<>(nodes);
    }

    /** The frontier of a log without leaves. */
    public static MerkleFrontier empty(HashFunction hash) {
        return new MerkleFrontier(new MerkleHasher(hash), 0, List.of());
    }

    /**
     * A frontier that was kept.
     *
     * @param hash of the suite in use
     * @param size number of leaves
     * @param nodes as {@link #nodes} gave them: largest subtree first, one for each 1 bit of the size
     */
    public static MerkleFrontier of(HashFunction hash, long size, List<Digest32> nodes) {
        TreeHead.requireTreeSize(size);
        if (nodes.size() != Long.bitCount(size)) {
            throw new MalformedException("Cannot accept frontier of size " + size + ": it has " + nodes.size()
                    + " hashes, must have " + Long.bitCount(size));
        }
        return new MerkleFrontier(new MerkleHasher(hash), size, nodes);
    }

    /** The frontier of the log's present leaves. */
    public static MerkleFrontier of(HashFunction hash, SubtreeHashes subtrees) {
        long size = subtrees.size();
        List<Digest32> nodes = new ArrayList<>();
        long start = 0;
        for (int level = Long.SIZE - 1; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                nodes.add(subtrees.hash(level, start >>> level));
                start += 1L << level;
            }
        }
        return of(hash, size, nodes);
    }

    /**
     * Appends a leaf.
     *
     * @return its index
     */
    public long append(Digest32 leafHash) {
        TreeHead.requireTreeSize(size + 1);
        Digest32 hash = leafHash;
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            hash = hasher.node(nodes.remove(nodes.size() - 1), hash);
        }
        nodes.add(hash);
        size++;
        return size - 1;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The hashes of the full subtrees, largest first. */
    public List<Digest32> nodes() {
        return List.copyOf(nodes);
    }

    /** The head of the leaves so far. */
    public TreeHead head() {
        if (nodes.isEmpty()) {
            return new TreeHead(0, hasher.empty());
        }
        Digest32 root = nodes.get(nodes.size() - 1);
        for (int i = nodes.size() - 2; i >= 0; i--) {
            root = hasher.node(nodes.get(i), root);
        }
        return new TreeHead(size, root);
    }
}
