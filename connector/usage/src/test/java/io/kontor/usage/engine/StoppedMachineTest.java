package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.journal.FaultyFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-5, JNL-11: what a machine of the class OS that stopped may have lost, and what never. */
class StoppedMachineTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    /** JNL-11: the class OS tells a stopped machine from a killed process, and open blocks count as used either way. */
    @Test
    void after_a_restart_of_the_operating_system_open_leases_count_as_used() {
        Grant grant = scene.grant("R4", 1_000);
        FaultyFiles disk = new FaultyFiles();
        UsageEngineConfig os = scene.config(folder, "L1");
        UsageEngine first = scene.engine(os, disk);
        Scene.activate(first, grant);
        Buyer.release(scene.buyer(first, grant).call());
        assertThat(first.state().lastEnd()).isEqualTo("NONE");
        ReceiptLedger ledger = new ReceiptLedger(scene.ledger());
        long leased = ledger.allowance(grant.grantId(), Action.DOWNLOAD).leasedTotal();
        assertThat(leased).isEqualTo(16);

        UsageEngine restarted = scene.engine(os, disk.afterPowerLoss().rebooted("boot-2"));
        assertThat(restarted.state().lastEnd()).isEqualTo("MACHINE_STOPPED");
        Scene.activate(restarted, grant);
        Buyer.release(scene.buyer(restarted, grant).call());
        assertThat(ledger.allowance(grant.grantId(), Action.DOWNLOAD).leasedTotal())
                .isEqualTo(2 * leased);
        assertThat(ledger.allowance(grant.grantId(), Action.DOWNLOAD).returnedTotal())
                .isZero();
    }

    /** JNL-5: a machine that stops right after an anchor has lost nothing of what the head covers, and serves on. */
    @Test
    void what_was_anchored_in_the_class_os_outlives_the_machine() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngineConfig os = scene.config(folder, "L1");
        UsageEngine first = scene.engine(os, disk);
        Scene.activate(first, grant);
        IssuedReceipt receipt = Buyer.release(scene.buyer(first, grant).call());
        LogHead head = first.anchor().toCompletableFuture().join();
        assertThat(head.head().treeSize()).isGreaterThan(receipt.receipt().index());

        UsageEngine next = scene.engine(os, disk.afterPowerLoss().rebooted("boot-2"));
        assertThat(next.log().leaves(receipt.receipt().index(), 1).get(0).leaf().orElseThrow())
                .isEqualTo(receipt.leaf());
        Scene.activate(next, grant);
        Buyer.release(scene.buyer(next, grant).call());
        assertThat(next.anchor().toCompletableFuture().join().head().treeSize())
                .isEqualTo(next.state().treeSize());
    }

    /** JNL-5: a machine that stopped may have written a later batch and not an earlier one; a process that was killed cannot. */
    @Test
    void a_hole_that_a_stopped_machine_left_in_the_class_os_is_cut_and_any_other_is_damage() {
        Grant grant = scene.grant("R4", 1_000);
        FaultyFiles disk = new FaultyFiles();
        UsageEngineConfig os = scene.config(folder, "L1");
        UsageEngine first = scene.engine(os, disk);
        Scene.activate(first, grant);
        Buyer buyer = scene.buyer(first, grant);
        IssuedReceipt kept = Buyer.release(buyer.call());
        first.anchor().toCompletableFuture().join();
        IssuedReceipt lost = Buyer.release(buyer.call());
        Buyer.release(buyer.call());
        FaultyFiles left = disk.afterKill();
        left.corrupt(1, positionOf(lost, left));

        assertThatThrownBy(() -> scene.engine(os, left)).hasMessageContaining("behind it does");
        UsageEngine next = scene.engine(os, left.rebooted("boot-2"));
        assertThat(next.log().leaves(kept.receipt().index(), 1).get(0).leaf().orElseThrow())
                .isEqualTo(kept.leaf());
        Scene.activate(next, grant);
        assertThat(Buyer.release(scene.buyer(next, grant).call()).receipt().index())
                .isGreaterThanOrEqualTo(lost.receipt().index());
    }

    /** LOG-5: a mirror that kept a signed head finds all of it in the log, also after the machine stopped. */
    @Test
    void a_head_that_was_shown_in_the_class_os_outlives_the_machine() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngineConfig os = scene.config(folder, "L1");
        UsageEngine first = scene.engine(os, disk);
        Scene.activate(first, grant);
        IssuedReceipt lost = Buyer.release(scene.buyer(first, grant).call());
        assertThat(first.state().treeSize()).isGreaterThan(lost.receipt().index());
        SignedTreeHead shown = first.log().head().head();

        UsageEngine next = scene.engine(os, disk.afterPowerLoss().rebooted("boot-2"));
        Scene.activate(next, grant);
        Buyer.release(scene.buyer(next, grant).call());
        next.anchor().toCompletableFuture().join();
        SignedTreeHead later = next.log().head().head();
        ConsistencyProof proof = next.log().consistency(shown.treeSize(), later.treeSize());
        assertThat(new MerkleVerifier(HashFunction.sha256())
                        .consistent(
                                new TreeHead(shown.treeSize(), shown.rootHash()),
                                new TreeHead(later.treeSize(), later.rootHash()),
                                proof))
                .isTrue();
        assertThat(later.treeSize()).isEqualTo(next.state().treeSize());
    }

    private static int positionOf(IssuedReceipt receipt, FaultyFiles disk) {
        byte[] all = disk.bytes(1, 0, 1 << 20);
        int length = receipt.leaf().length;
        return IntStream.range(0, all.length - length)
                .filter(at -> Arrays.equals(all, at, at + length, receipt.leaf(), 0, length))
                .findFirst()
                .orElseThrow();
    }
}
