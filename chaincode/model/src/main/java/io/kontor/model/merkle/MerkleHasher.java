package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;

/** Leaf and node hashes, kept apart by their first byte (MRK-1). */
public final class MerkleHasher {

    private static final byte[] LEAF = {0};
    private static final byte NODE = 1;

    private final HashFunction hash;

    /** @param hash of the suite in use */
    public MerkleHasher(HashFunction hash) {
        this.hash = hash;
    }

    /** The hash of the tree without leaves. */
    public Digest32 empty() {
        return Digest32.of(hash.hash());
    }

    /** The hash of a leaf: {@code H(0x00 ‖ entry)}. */
    public Digest32 leaf(byte[] entry) {
        return Digest32.of(hash.hash(LEAF, entry));
    }

    /** The hash of an inner node: {@code H(0x01 ‖ left ‖ right)}. */
    public Digest32 node(Digest32 left, Digest32 right) {
        byte[] node = new byte[1 + 2 * Digest32.LENGTH];
        node[0] = NODE;
        left.copyTo(node, 1);
        right.copyTo(node, 1 + Digest32.LENGTH);
        return Digest32.of(hash.hash(node));
    }
}
