package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import java.util.Iterator;
import java.util.List;

/** Checks proofs as RFC 9162 §2.1.3.2 and §2.1.4.2 say; trusts nothing but the heads. Stateless. */
public final class MerkleVerifier {

    private final MerkleHasher hasher;

    /** @param hash of the suite in use */
    public MerkleVerifier(HashFunction hash) {
        this.hasher = new MerkleHasher(hash);
    }

    /** Whether the proof shows this leaf in the tree of this head (MRK-5). */
    public boolean includes(Digest32 leafHash, InclusionProof proof, TreeHead head) {
        if (proof.treeSize() != head.treeSize()) {
            return false;
        }
        long node = proof.leafIndex();
        long last = proof.treeSize() - 1;
        Digest32 root = leafHash;
        for (Digest32 sibling : proof.auditPath()) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                root = hasher.node(sibling, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = hasher.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && root.equals(head.rootHash());
    }

    /** Whether the proof shows that the later tree begins with all leaves of the earlier one (MRK-6). */
    public boolean consistent(TreeHead earlier, TreeHead later, ConsistencyProof proof) {
        if (proof.firstSize() != earlier.treeSize() || proof.secondSize() != later.treeSize()) {
            return false;
        }
        if (earlier.treeSize() == 0 || earlier.treeSize() == later.treeSize()) {
            boolean same = earlier.treeSize() == later.treeSize();
            Digest32 expected = same ? later.rootHash() : hasher.empty();
            return proof.path().isEmpty() && earlier.rootHash().equals(expected) && isEmptyRootIfEmpty(later);
        }
        return foldsToBoth(earlier, later, proof.path());
    }

    private boolean isEmptyRootIfEmpty(TreeHead head) {
        return head.treeSize() != 0 || head.rootHash().equals(hasher.empty());
    }

    private boolean foldsToBoth(TreeHead earlier, TreeHead later, List<Digest32> path) {
        boolean powerOfTwo = Long.bitCount(earlier.treeSize()) == 1;
        if (path.isEmpty()) {
            return false;
        }
        Iterator<Digest32> rest = path.iterator();
        Digest32 first = powerOfTwo ? earlier.rootHash() : rest.next();
        Digest32 second = first;
        long node = earlier.treeSize() - 1;
        long last = later.treeSize() - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        while (rest.hasNext()) {
            Digest32 sibling = rest.next();
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = hasher.node(sibling, first);
                second = hasher.node(sibling, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                second = hasher.node(second, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && first.equals(earlier.rootHash()) && second.equals(later.rootHash());
    }
}
