package io.kontor.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.evidence.log.LogExportHeader;
import io.kontor.evidence.log.LogExportVerifier;
import io.kontor.evidence.log.LogExportWriter;
import io.kontor.evidence.log.LogVerdict;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import io.kontor.testkit.fixtures.DemoRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FUZ-1 for what a log answers and hands out: heads, proofs and whole exports (LOG-5, LEX-1, LEX-2), and what is sealed (CRY-6). */
class AnswerFuzzTest {

    private static final Set<Class<? extends Exception>> MALFORMED = Set.of(MalformedException.class);
    private static final long TIME = 1_795_190_400_000L;
    private static final int LEAVES = 3;

    private static List<byte[]> leaves() {
        List<byte[]> leaves = new ArrayList<>();
        for (int index = 0; index < LEAVES; index++) {
            LeafPosition at = new LeafPosition("log-1", index + 1L, index, TIME);
            leaves.add(LeafCodec.encode(new EpochOpenedLeaf(at, "ab".repeat(16))));
        }
        return leaves;
    }

    private static SignedTreeHead head(CryptoSuite suite, SigningKey key) {
        MerkleHasher hasher = new MerkleHasher(suite.hash());
        MerkleFrontier tree = MerkleFrontier.empty(suite.hash());
        leaves().forEach(leaf -> tree.append(hasher.leaf(leaf)));
        TreeHead head = tree.head();
        byte[] signature = key.sign(SignedTreeHead.message("log-1", LEAVES, head, TIME));
        return new SignedTreeHead(
                "log-1",
                LEAVES,
                LEAVES,
                head.rootHash(),
                TIME,
                Base64.getEncoder().encodeToString(signature));
    }

    @Test
    void changed_heads_are_read_or_malformed() {
        CryptoSuite suite = CryptoSuites.intl();
        LogHead head = new LogHead(head(suite, suite.newSigningKey()), "ab".repeat(32), TIME);
        Fuzz.Outcome outcome = Fuzz.run(
                List.of(CanonicalJson.bytes(LogHeadCodec.toJson(head))),
                4_050,
                bytes -> LogHeadCodec.fromJson(CanonicalJson.parse(bytes)),
                MALFORMED);
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }

    @Test
    void changed_proofs_are_malformed_or_prove_nothing() {
        CryptoSuite suite = CryptoSuites.sm();
        MerkleVerifier verifier = new MerkleVerifier(suite.hash());
        TreeHead tree = new TreeHead(5, DemoRecords.digest("root"));
        InclusionProof proof = new InclusionProof(
                2, 5, List.of(DemoRecords.digest("a"), DemoRecords.digest("b"), DemoRecords.digest("c")));
        Fuzz.Outcome outcome = Fuzz.run(
                List.of(CanonicalJson.bytes(InclusionProofCodec.toJson(proof))),
                4_051,
                bytes -> {
                    InclusionProof read = InclusionProofCodec.fromJson(CanonicalJson.parse(bytes));
                    assertThat(verifier.includes(DemoRecords.digest("leaf"), read, tree))
                            .isFalse();
                },
                MALFORMED);
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }

    @Test
    void a_changed_export_gets_a_verdict_in_either_suite() throws IOException {
        for (CryptoSuite suite : CryptoSuites.all()) {
            byte[] export = export(suite);
            Fuzz.Outcome outcome = Fuzz.run(
                    List.of(export),
                    4_052,
                    bytes -> {
                        LogVerdict verdict =
                                new LogExportVerifier(suite, Optional.empty()).verify(new ByteArrayInputStream(bytes));
                        if (verdict.exitCode() != 0) {
                            throw new MalformedException(verdict.lines().get(0));
                        }
                    },
                    MALFORMED);
            assertThat(outcome.refused()).as(suite.name()).isPositive();
        }
    }

    private static byte[] export(CryptoSuite suite) throws IOException {
        SigningKey key = suite.newSigningKey();
        MerkleHasher hasher = new MerkleHasher(suite.hash());
        String spki = Base64.getEncoder().encodeToString(key.verifyingKey().spki());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogExportWriter writer = new LogExportWriter(out, new LogExportHeader(spki, head(suite, key)));
        for (byte[] leaf : leaves()) {
            writer.leaf(hasher.leaf(leaf), leaf);
        }
        return out.toByteArray();
    }

    @Test
    void what_was_sealed_and_changed_opens_in_no_suite() {
        byte[] bound = "session".getBytes(StandardCharsets.US_ASCII);
        byte[] plain = CanonicalJson.bytes(
                JsonObject.builder().put("secret", "x".repeat(44)).build());
        for (CryptoSuite suite : CryptoSuites.all()) {
            byte[] key = suite.random(CryptoSuite.LENGTH);
            byte[] sealed = suite.seal(key, plain, bound);
            Fuzz.Outcome outcome = Fuzz.run(
                    List.of(sealed), 4_053, bytes -> suite.open(key, bytes, bound), Set.of(CryptoException.class));
            assertThat(outcome.refused()).as(suite.name()).isGreaterThan(Fuzz.MUTATIONS / 2);
        }
    }
}
