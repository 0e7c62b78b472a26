package io.kontor.usage.receiptlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UsageCounts;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What a receipt costs in the log: its bytes, its place in the tree, and a proof. Run by name under the profile {@code benchmark};
 * nothing in it fails on a duration.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReceiptLogBenchmark {
    private static final int ROUNDS = 5;
    private static final int LEAVES = 100_000;
    private static final HashFunction HASH = HashFunction.sha256();

    private final MerkleHasher hasher = new MerkleHasher(HASH);
    private final CallReceipt receipt = receipt();
    private final byte[] leaf = LeafCodec.encode(receipt);
    private final Digest32 leafHash = hasher.leaf(leaf);
    private final MerkleVerifier verifier = new MerkleVerifier(HASH);
    private final TreeHead head;
    private final InclusionProof proof;
    private GrowingSubtrees growing = new GrowingSubtrees(HASH);

    /** A tree of 100,000 leaves with one proof of it. */
    public ReceiptLogBenchmark() {
        GrowingSubtrees subtrees = new GrowingSubtrees(HASH);
        for (int i = 0; i < LEAVES; i++) {
            subtrees.append(leafHash);
        }
        MerkleTree tree = new MerkleTree(HASH, subtrees);
        head = tree.head(LEAVES);
        proof = tree.inclusion(LEAVES / 3, LEAVES);
    }

    private static CallReceipt receipt() {
        Digest32 digest = Digest32.of(HASH.hash(new byte[1]));
        return new CallReceipt(
                LeafKind.RELEASED,
                "F-H1.dp-1",
                1,
                1,
                1_790_000_000_000L,
                "0".repeat(32),
                1,
                "1".repeat(32),
                "G-0001",
                1,
                Action.PROCESS,
                "R-0001",
                "SC-0001",
                "O-0001",
                1,
                digest,
                digest,
                Optional.empty(),
                Optional.empty(),
                new Delivery(Delivery.Hit.HIT, 24, 1, 24, 1_024, 0),
                digest,
                digest,
                new UsageCounts(1, 1, 1, 24, 1_024, 0));
    }

    /** The tree begins anew with each iteration, so that it does not fill the memory. */
    @Setup(Level.Iteration)
    public void beginAnew() {
        growing = new GrowingSubtrees(HASH);
    }

    /** The bytes of a receipt. */
    @Benchmark
    public byte[] receiptEncode() {
        return LeafCodec.encode(receipt);
    }

    /** The hash of a receipt. */
    @Benchmark
    public Digest32 receiptHash() {
        return hasher.leaf(leaf);
    }

    /** One more leaf in the tree. */
    @Benchmark
    public long merkleAppend() {
        return growing.append(leafHash);
    }

    /** A receipt's proof against a head over 100,000. */
    @Benchmark
    public boolean proofVerification() {
        return verifier.includes(leafHash, proof, head);
    }

    @Test
    void prints_what_a_receipt_costs() throws RunnerException {
        assertThat(proofVerification()).isTrue();
        var results = new Runner(new OptionsBuilder()
                        .include(ReceiptLogBenchmark.class.getSimpleName())
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        assertThat(results).hasSize(4);
    }
}
