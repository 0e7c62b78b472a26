package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All full subtrees of a growing log in memory, 64 bytes a leaf. Appending and reading exclude each other, so many threads
 * may use it.
 */
public final class InMemorySubtrees implements SubtreeHashes {

    private static final int FIRST_CAPACITY = 16;

    private final MerkleHasher hasher;
    private final List<Level> levels = new ArrayList<>();

    /** @param hash of the suite in use */
    public InMemorySubtrees(HashFunction hash) {
        this.hasher = new MerkleHasher(hash);
        levels.add(new Level());
    }

    /**
     * Appends a leaf.
     *
     * @return its index
     */
    public synchronized long append(Digest32 leafHash) {
        Digest32 hash = leafHash;
        int level = 0;
        levels.get(0).add(hash);
        while (levels.get(level).count % 2 == 0) {
            Level full = levels.get(level);
            hash = hasher.node(full.get(full.count - 2), full.get(full.count - 1));
            level++;
            if (level == levels.size()) {
                levels.add(new Level());
            }
            levels.get(level).add(hash);
        }
        return levels.get(0).count - 1;
    }

    @Override
    public synchronized Digest32 hash(int level, long index) {
        if (level >= levels.size() || index >= levels.get(level).count) {
            throw new MalformedException("Cannot find subtree " + index + " of level " + level + ": the log has "
                    + levels.get(0).count + " leaves");
        }
        return levels.get(level).get(index);
    }

    @Override
    public synchronized long size() {
        return levels.get(0).count;
    }

    /** Grows by whole chunks: a copy of all hashes would hold calls up, and one array ends at 67 million leaves. */
    private static final class Level {

        private static final int CHUNK = 1 << 12;

        private final List<byte[]> full = new ArrayList<>();
        private byte[] last = new byte[FIRST_CAPACITY * Digest32.LENGTH];
        private long count;

        void add(Digest32 hash) {
            int at = at(count);
            if (at == 0 && count > 0) {
                full.add(last);
                last = new byte[CHUNK * Digest32.LENGTH];
            } else if (at == last.length) {
                last = Arrays.copyOf(last, last.length * 2);
            }
            System.arraycopy(hash.bytes(), 0, last, at, Digest32.LENGTH);
            count++;
        }

        Digest32 get(long index) {
            int chunk = (int) (index / CHUNK);
            return Digest32.of(chunk < full.size() ? full.get(chunk) : last, at(index));
        }

        private static int at(long index) {
            return (int) (index % CHUNK) * Digest32.LENGTH;
        }
    }
}
