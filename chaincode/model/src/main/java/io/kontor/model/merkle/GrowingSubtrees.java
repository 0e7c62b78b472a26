package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All full subtrees of a growing log, 64 bytes a leaf, its full chunks where a {@link ChunkStore} has them. The newest hash of each level
 * is in memory: appending, and the head of all leaves, read from no store. Any thread may append, in turn, and read meanwhile.
 */
public final class GrowingSubtrees implements SubtreeHashes {

    private final MerkleHasher hasher;
    private final ChunkStore chunks;
    private final List<ChunkedEntries> levels = new CopyOnWriteArrayList<>();
    private volatile long size;

    /** Keeps all in memory; {@code hash} is that of the suite in use. */
    public GrowingSubtrees(HashFunction hash) {
        this(hash, ChunkStore.inMemory());
    }

    /**
     * A log without leaves.
     *
     * @param hash of the suite in use
     * @param chunks takes full chunks
     */
    public GrowingSubtrees(HashFunction hash, ChunkStore chunks) {
        this.hasher = new MerkleHasher(hash);
        this.chunks = chunks;
        levels.add(level());
    }

    private ChunkedEntries level() {
        return new ChunkedEntries(chunks, Digest32.LENGTH);
    }

    /**
     * Appends a leaf.
     *
     * @return its index
     */
    public synchronized long append(Digest32 leafHash) {
        long index = size;
        Digest32 hash = leafHash;
        int level = 0;
        levels.get(0).add(hash.bytes());
        for (long right = index; right % 2 == 1; right /= 2) {
            Digest32 left = levels.get(level).get(right - 1, Digest32::of);
            hash = hasher.node(left, hash);
            level++;
            if (level == levels.size()) {
                levels.add(level());
            }
            levels.get(level).add(hash.bytes());
        }
        size = index + 1;
        return index;
    }

    @Override
    public Digest32 hash(int level, long index) {
        if (level >= levels.size() || index >= levels.get(level).count()) {
            throw new MalformedException(
                    "Cannot find subtree " + index + " of level " + level + ": the log has " + size + " leaves");
        }
        return levels.get(level).get(index, Digest32::of);
    }

    /** Number of leaves whose full subtrees are all there. */
    @Override
    public long size() {
        return size;
    }
}
