package io.kontor.model.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Known answers of the RFC 6962 reference implementation, and every tree up to 70 leaves. */
class MerkleTest {

    private static final int LARGEST = 70;
    private static final HashFunction SHA256 = HashFunction.sha256();
    private static final MerkleHasher HASHER = new MerkleHasher(SHA256);
    private static final MerkleVerifier VERIFIER = new MerkleVerifier(SHA256);

    private static final List<String> KNOWN_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> KNOWN_ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static GrowingSubtrees knownTree() {
        GrowingSubtrees subtrees = new GrowingSubtrees(SHA256);
        KNOWN_LEAVES.forEach(leaf -> subtrees.append(HASHER.leaf(HexFormat.of().parseHex(leaf))));
        return subtrees;
    }

    private static Digest32 leaf(int i) {
        return HASHER.leaf(new byte[] {(byte) i, 7});
    }

    private static GrowingSubtrees subtrees(int size) {
        GrowingSubtrees subtrees = new GrowingSubtrees(SHA256);
        for (int i = 0; i < size; i++) {
            assertThat(subtrees.append(leaf(i))).isEqualTo(i);
        }
        return subtrees;
    }

    /** The definition of RFC 9162 §2.1.1, written down without any cleverness. */
    private static Digest32 root(List<Digest32> leaves) {
        if (leaves.isEmpty()) {
            return HASHER.empty();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return HASHER.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    private static List<Digest32> known(String... hex) {
        return Stream.of(hex).map(Digest32::fromHex).toList();
    }

    /** MRK-9. */
    @Test
    void roots_are_the_known_ones() {
        MerkleTree tree = new MerkleTree(SHA256, knownTree());
        assertThat(tree.head(0).rootHash().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int size = 1; size <= 8; size++) {
            assertThat(tree.head(size)).isEqualTo(new TreeHead(size, Digest32.fromHex(KNOWN_ROOTS.get(size - 1))));
        }
    }

    /** MRK-4. */
    @Test
    void inclusion_proofs_are_the_known_ones() {
        MerkleTree tree = new MerkleTree(SHA256, knownTree());
        assertThat(tree.inclusion(0, 1).auditPath()).isEmpty();
        assertThat(tree.inclusion(0, 8).auditPath())
                .isEqualTo(known(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(tree.inclusion(5, 8).auditPath())
                .isEqualTo(known(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(tree.inclusion(2, 3).auditPath())
                .isEqualTo(known("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
        assertThat(tree.inclusion(1, 5).auditPath())
                .isEqualTo(known(
                        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    }

    @Test
    void consistency_proofs_are_the_known_ones() {
        MerkleTree tree = new MerkleTree(SHA256, knownTree());
        assertThat(tree.consistency(1, 1).path()).isEmpty();
        assertThat(tree.consistency(1, 8).path())
                .isEqualTo(known(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(tree.consistency(6, 8).path())
                .isEqualTo(known(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(tree.consistency(2, 5).path())
                .isEqualTo(known(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    }

    /** MRK-2, MRK-8. */
    @Test
    void every_root_up_to_70_is_that_of_the_definition_and_of_the_frontier() {
        MerkleTree tree = new MerkleTree(SHA256, subtrees(LARGEST));
        MerkleFrontier frontier = MerkleFrontier.empty(SHA256);
        List<Digest32> leaves = new ArrayList<>();
        for (int size = 0; size <= LARGEST; size++) {
            TreeHead head = tree.head(size);
            assertThat(head.rootHash()).isEqualTo(root(leaves));
            assertThat(frontier.head()).isEqualTo(head);
            assertThat(MerkleFrontier.of(SHA256, size, frontier.nodes()).head()).isEqualTo(head);
            assertThat(MerkleFrontier.of(SHA256, subtrees(size)).nodes()).isEqualTo(frontier.nodes());
            assertThat(frontier.nodes()).hasSize(Integer.bitCount(size));
            leaves.add(leaf(size));
            assertThat(frontier.append(leaf(size))).isEqualTo(size);
        }
    }

    /** MRK-5. */
    @Test
    void every_inclusion_proof_up_to_70_verifies_and_no_mutation_of_it_does() {
        MerkleTree tree = new MerkleTree(SHA256, subtrees(LARGEST));
        for (int size = 1; size <= LARGEST; size++) {
            TreeHead head = tree.head(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index, size);
                assertThat(VERIFIER.includes(leaf(index), proof, head)).isTrue();
                assertNoMutationIsIncluded(index, proof, head);
            }
        }
    }

    private static void assertNoMutationIsIncluded(int index, InclusionProof proof, TreeHead head) {
        assertThat(VERIFIER.includes(leaf(index + 1), proof, head)).isFalse();
        assertThat(VERIFIER.includes(leaf(index), proof, new TreeHead(head.treeSize(), leaf(99))))
                .isFalse();
        for (List<Digest32> path : mutations(proof.auditPath())) {
            InclusionProof changed = new InclusionProof(index, proof.treeSize(), path);
            assertThat(VERIFIER.includes(leaf(index), changed, head)).isFalse();
        }
        for (int other = 0; other < proof.treeSize(); other++) {
            InclusionProof moved = new InclusionProof(other, proof.treeSize(), proof.auditPath());
            assertThat(VERIFIER.includes(leaf(index), moved, head)).isEqualTo(other == index);
        }
        InclusionProof grown = new InclusionProof(index, proof.treeSize() + 1, proof.auditPath());
        assertThat(VERIFIER.includes(leaf(index), grown, head)).isFalse();
    }

    /** MRK-6. */
    @Test
    void every_consistency_proof_up_to_70_verifies_and_no_mutation_of_it_does() {
        MerkleTree tree = new MerkleTree(SHA256, subtrees(LARGEST));
        for (int second = 0; second <= LARGEST; second++) {
            for (int first = 0; first <= second; first++) {
                ConsistencyProof proof = tree.consistency(first, second);
                assertThat(VERIFIER.consistent(tree.head(first), tree.head(second), proof))
                        .isTrue();
                assertNoMutationIsConsistent(tree, proof);
            }
        }
    }

    private static void assertNoMutationIsConsistent(MerkleTree tree, ConsistencyProof proof) {
        TreeHead earlier = tree.head(proof.firstSize());
        TreeHead later = tree.head(proof.secondSize());
        TreeHead otherEarlier = new TreeHead(earlier.treeSize(), leaf(99));
        TreeHead otherLater = new TreeHead(later.treeSize(), leaf(99));
        assertThat(VERIFIER.consistent(otherEarlier, later, proof)).isFalse();
        if (earlier.treeSize() > 0) {
            assertThat(VERIFIER.consistent(earlier, otherLater, proof)).isFalse();
        }
        for (List<Digest32> path : mutations(proof.path())) {
            ConsistencyProof changed = new ConsistencyProof(proof.firstSize(), proof.secondSize(), path);
            assertThat(VERIFIER.consistent(earlier, later, changed)).isFalse();
        }
        if (earlier.treeSize() < later.treeSize()) {
            ConsistencyProof moved = new ConsistencyProof(proof.firstSize() + 1, proof.secondSize(), proof.path());
            assertThat(VERIFIER.consistent(earlier, later, moved)).isFalse();
            TreeHead claimed = new TreeHead(earlier.treeSize() + 1, earlier.rootHash());
            assertThat(VERIFIER.consistent(claimed, later, moved)).isFalse();
        }
    }

    /** One hash changed, dropped, doubled or exchanged at each place, and one added at either end. */
    private static List<List<Digest32>> mutations(List<Digest32> path) {
        List<List<Digest32>> result = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            byte[] bytes = path.get(i).bytes();
            bytes[i % bytes.length] ^= 1;
            List<Digest32> changed = new ArrayList<>(path);
            changed.set(i, Digest32.of(bytes));
            result.add(changed);
            List<Digest32> dropped = new ArrayList<>(path);
            dropped.remove(i);
            result.add(dropped);
            List<Digest32> doubled = new ArrayList<>(path);
            doubled.add(i, path.get(i));
            result.add(doubled);
            if (i > 0) {
                List<Digest32> exchanged = new ArrayList<>(path);
                java.util.Collections.swap(exchanged, i, i - 1);
                result.add(exchanged);
            }
        }
        result.add(Stream.concat(path.stream(), Stream.of(leaf(98))).toList());
        result.add(Stream.concat(Stream.of(leaf(98)), path.stream()).toList());
        return result;
    }

    /** MRK-1. */
    @Test
    void a_leaf_never_passes_for_an_inner_node() {
        Digest32 left = leaf(0);
        Digest32 right = leaf(1);
        byte[] both = new byte[64];
        System.arraycopy(left.bytes(), 0, both, 0, 32);
        System.arraycopy(right.bytes(), 0, both, 32, 32);
        assertThat(HASHER.leaf(both)).isNotEqualTo(HASHER.node(left, right));
    }

    /** MRK-3, MRK-7. */
    @Test
    void refuses_proofs_that_cannot_be() {
        Digest32 hash = leaf(0);
        assertThatThrownBy(() -> new InclusionProof(5, 5, List.of()))
                .hasMessageContaining("leaf 5 is not in a tree of 5");
        assertThatThrownBy(() -> new InclusionProof(-1, 5, List.of())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new InclusionProof(0, 5, java.util.Collections.nCopies(65, hash)))
                .hasMessageContaining("65 hashes");
        assertThatThrownBy(() -> new ConsistencyProof(6, 5, List.of())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new ConsistencyProof(1, 5, java.util.Collections.nCopies(66, hash)))
                .hasMessageContaining("66 hashes");
        assertThatThrownBy(() -> new TreeHead(-1, hash)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new TreeHead(1L << 53, hash)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> MerkleFrontier.of(SHA256, 3, List.of(hash))).hasMessageContaining("must have 2");
    }

    @Test
    void refuses_to_compute_beyond_the_log() {
        MerkleTree tree = new MerkleTree(SHA256, subtrees(3));
        assertThatThrownBy(() -> tree.head(4)).hasMessageContaining("the log has 3 leaves");
        assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> tree.consistency(3, 4)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> tree.consistency(3, 2)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> subtrees(3).hash(1, 1)).hasMessageContaining("subtree 1 of level 1");
    }

    @Test
    void keeps_a_tree_that_grows_over_many_chunks() {
        int size = 20_001;
        GrowingSubtrees subtrees = new GrowingSubtrees(SHA256);
        List<Digest32> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Digest32 leaf = HASHER.leaf(new byte[] {(byte) i, (byte) (i >>> 8), 9});
            leaves.add(leaf);
            subtrees.append(leaf);
        }
        MerkleTree tree = new MerkleTree(SHA256, subtrees);
        assertThat(tree.head(size).rootHash()).isEqualTo(root(leaves));
        for (int i = 0; i < size; i++) {
            assertThat(subtrees.hash(0, i)).isEqualTo(leaves.get(i));
        }
        assertThat(subtrees.hash(12, 2)).isEqualTo(root(leaves.subList(2 << 12, 3 << 12)));
        assertThatThrownBy(() -> subtrees.hash(0, size)).isInstanceOf(MalformedException.class);
    }

    /** What is appended to needs no store that can be read, so neither does the head of all leaves. */
    @Test
    void appending_and_the_newest_head_read_from_no_store() {
        GrowingSubtrees subtrees = new GrowingSubtrees(SHA256, bytes -> new Unreadable());
        MerkleTree tree = new MerkleTree(SHA256, subtrees);
        MerkleFrontier frontier = MerkleFrontier.empty(SHA256);
        for (int i = 0; i < 20_001; i++) {
            subtrees.append(leaf(i));
            frontier.append(leaf(i));
            if (i % 4_096 < 3 || i % 4_096 > 4_093) {
                assertThat(tree.head(i + 1)).isEqualTo(frontier.head());
            }
        }
        assertThatThrownBy(() -> subtrees.hash(0, 4_095)).hasMessage("read");
        assertThat(subtrees.hash(0, 16_384)).isEqualTo(leaf(16_384));
    }

    private static final class Unreadable implements ChunkStore.Chunk {

        @Override
        public <T> T read(int at, ChunkStore.EntryReader<T> reader) {
            throw new IllegalStateException("read");
        }
    }

    @Test
    void refuses_an_entry_of_another_length() {
        ChunkedEntries entries = new ChunkedEntries(ChunkStore.inMemory(), 12);
        entries.add(new byte[12]);
        assertThatThrownBy(() -> entries.add(new byte[13]))
                .hasMessage("Cannot add entry: it has 13 bytes, must have 12");
        assertThat(entries.count()).isEqualTo(1);
        assertThatThrownBy(() -> entries.get(1, (bytes, at) -> at)).hasMessage("Cannot find entry 1: there are 1");
    }
}
