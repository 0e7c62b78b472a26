package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.ledger.Outage;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalEndedException;
import io.kontor.usage.receiptlog.LoggedLeaf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-1 to INV-4 over crashes: LOG-1 to LOG-4, RCP-4, JNL-4 to JNL-6. */
class RecoveryTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    private UsageEngine start(FaultyFiles disk, Grant grant) {
        UsageEngineConfig config = durable();
        UsageEngine engine = scene.engine(config, disk);
        Scene.activate(engine, grant);
        return engine;
    }

    private UsageEngineConfig durable() {
        UsageEngineConfig base = scene.config(folder, "L1");
        return new UsageEngineConfig(
                base.folder(),
                base.logId(),
                base.participantId(),
                base.cityId(),
                base.address(),
                base.protection(),
                Durability.DISK,
                base.timing(),
                base.limits(),
                base.callbacks());
    }

    @Test
    void a_power_loss_at_any_moment_keeps_what_was_answered_and_never_exceeds_the_limit() {
        Grant grant = scene.grant("R4", 12);
        FaultyFiles disk = new FaultyFiles();
        int released = 0;
        for (int crash = 0; crash < 8; crash++) {
            UsageEngine engine = start(disk, grant);
            Buyer buyer = scene.buyer(engine, grant);
            List<IssuedReceipt> answered = new ArrayList<>();
            for (int call = 0; call < 2; call++) {
                buyer.callAndRelease(buyer.body().build()).ifPresent(answered::add);
            }
            buyer.call();
            released += answered.size();
            FaultyFiles after = disk.afterPowerLoss();
            UsageEngine next = start(after, grant);
            for (IssuedReceipt receipt : answered) {
                LoggedLeaf leaf =
                        next.log().leaves(receipt.receipt().index(), 1).get(0);
                assertThat(leaf.leaf().orElseThrow()).isEqualTo(receipt.leaf());
            }
            disk = after.afterPowerLoss();
        }
        assertThat(released).isLessThanOrEqualTo(12).isGreaterThanOrEqualTo(8);
        assertThat(new ReceiptLedger(scene.ledger())
                        .allowance(grant.grantId(), Action.DOWNLOAD)
                        .leasedTotal())
                .isEqualTo(12);
    }

    @Test
    void totals_go_on_after_a_restart_and_an_unresolved_reservation_counts_as_used() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngine engine = start(disk, grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        ((CallResult.Admitted) buyer.call())
                .permit()
                .reserve()
                .toCompletableFuture()
                .join();

        UsageEngine next = start(disk.afterPowerLoss(), grant);
        IssuedReceipt receipt = Buyer.release(scene.buyer(next, grant).call());

        assertThat(receipt.receipt().totals().unitsEver()).isEqualTo(3);
        assertThat(receipt.receipt().totals().calls()).isEqualTo(2);
        assertThat(receipt.receipt().epoch()).isEqualTo(2);
    }

    @Test
    void a_call_id_of_an_earlier_run_is_not_executed_again() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        Buyer buyer = scene.buyer(start(disk, grant), grant);
        String callId = Buyer.callId();
        IssuedReceipt first =
                Buyer.release(buyer.send(buyer.envelope(callId, buyer.body().build())));
        Buyer later = scene.buyer(start(disk.afterPowerLoss(), grant), grant);
        CallResult again = later.send(later.envelope(callId, later.body().build()));
        assertThat(((CallResult.Repeated) again).code()).isEqualTo(RejectionCode.ALREADY_RELEASED);
        assertThat(((CallResult.Repeated) again).receipt().leaf()).isEqualTo(first.leaf());
    }

    @Test
    void each_epoch_begins_with_its_leaf() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        start(disk, grant);
        UsageEngine second = start(disk.afterKill(), grant);
        List<LoggedLeaf> leaves = second.log().leaves(0, 10);
        assertThat(leaves)
                .hasSize(2)
                .allSatisfy(leaf ->
                        assertThat(LeafCodec.decode(leaf.leaf().orElseThrow())).isInstanceOf(EpochOpenedLeaf.class));
        assertThat(second.state().epoch()).isEqualTo(2);
    }

    @Test
    void a_copied_folder_takes_the_epoch_and_the_original_serves_no_more() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngine original = start(disk, grant);
        Buyer buyer = scene.buyer(original, grant);
        Buyer.release(buyer.call());
        UsageEngine copy = start(disk.afterKill(), grant);
        CallResult refused = buyer.call();
        assertThat(((CallResult.Retry) refused).code()).isEqualTo(RejectionCode.STALE);
        assertThat(original.state().serving()).isEqualTo("ENDED");
        Buyer.release(scene.buyer(copy, grant).call());
        assertThatThrownBy(() -> original.anchor().toCompletableFuture().join()).hasMessageContaining("EPOCH");
    }

    /** CLAIM-2: the original has claimed and still executes, the copy is asked under the same call id. */
    @Test
    void a_copy_takes_a_unit_of_its_own_for_a_call_that_the_original_claimed() {
        Grant grant = scene.grant("R4", 2);
        FaultyFiles disk = new FaultyFiles();
        Buyer atOriginal = scene.buyer(start(disk, grant), grant);
        String callId = Buyer.callId();
        JsonObject body = atOriginal.body().build();
        CallResult executing = atOriginal.send(atOriginal.envelope(callId, body));
        Buyer atCopy = scene.buyer(start(disk.afterKill(), grant), grant);

        Buyer.release(atCopy.send(atCopy.envelope(callId, body)));
        Buyer.release(executing);

        assertThat(((CallResult.Denied) atCopy.call()).code()).isEqualTo(RejectionCode.COUNT);
    }

    /** CLAIM-2, INV-9. */
    @Test
    void a_copy_does_not_release_under_a_consent_that_the_original_claimed() {
        Grant grant = scene.grant("R1", 9);
        FaultyFiles disk = new FaultyFiles();
        Buyer atOriginal = scene.buyer(start(disk, grant), grant);
        String callId = Buyer.callId();
        JsonObject body = atOriginal.bodyWithConsent(atOriginal.consent("patient-1"));
        CallResult executing = atOriginal.send(atOriginal.envelope(callId, body));
        Buyer atCopy = scene.buyer(start(disk.afterKill(), grant), grant);

        CallResult again = atCopy.send(atCopy.envelope(callId, body));
        Buyer.release(executing);

        assertThat(((CallResult.Denied) again).code()).isEqualTo(RejectionCode.CONSENT_CONSUMED);
    }

    @Test
    void a_folder_older_than_the_anchored_head_refuses_to_start() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngine engine = start(disk, grant);
        FaultyFiles old = disk.afterKill();
        Buyer.release(scene.buyer(engine, grant).call());
        engine.anchor().toCompletableFuture().join();
        assertThatThrownBy(() -> start(old, grant))
                .isInstanceOf(EngineStartException.class)
                .hasMessageContaining("it has only 1 leaves");
    }

    @Test
    void a_folder_with_another_history_refuses_to_start() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngine engine = start(disk, grant);
        FaultyFiles fork = disk.afterKill();
        Buyer.release(scene.buyer(engine, grant).call());
        UsageEngine forked = start(fork, grant);
        forked.anchor().toCompletableFuture().join();
        assertThatThrownBy(() -> start(disk.afterKill(), grant))
                .isInstanceOf(EngineStartException.class)
                .hasMessageContaining("its root at that size is");
    }

    @Test
    void a_later_head_begins_with_all_leaves_of_an_earlier_one() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = start(new FaultyFiles(), grant);
        Buyer buyer = scene.buyer(engine, grant);
        List<TreeHead> heads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Buyer.release(buyer.call());
            LogHead head = engine.anchor().toCompletableFuture().join();
            heads.add(new TreeHead(head.head().treeSize(), head.head().rootHash()));
        }
        MerkleVerifier verifier = new MerkleVerifier(HashFunction.sha256());
        for (int i = 1; i < heads.size(); i++) {
            ConsistencyProof proof = engine.log()
                    .consistency(heads.get(i - 1).treeSize(), heads.get(i).treeSize());
            assertThat(verifier.consistent(heads.get(i - 1), heads.get(i), proof))
                    .isTrue();
        }
    }

    @Test
    void a_failed_sync_releases_nothing_and_ends_serving_for_good() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngine engine = start(disk, grant);
        Buyer buyer = scene.buyer(engine, grant);
        CallResult.Admitted admitted = (CallResult.Admitted) buyer.call();
        disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(() -> admitted.permit()
                        .released(Buyer.hit(1), new Answer("text/plain", new byte[1]))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(JournalEndedException.class);
        disk.set(FaultyFiles.Fault.NONE);
        assertThat(((CallResult.Retry) buyer.call()).code()).isEqualTo(RejectionCode.STALE);
        assertThat(engine.state().serving()).isEqualTo("ENDED");
    }

    @Test
    void an_anchor_whose_outcome_was_lost_is_submitted_again_with_the_same_bytes() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = start(new FaultyFiles(), grant);
        Buyer buyer = scene.buyer(engine, grant);
        for (Outage outage : List.of(Outage.UNKNOWN_COMMITTED, Outage.UNKNOWN_LOST)) {
            Buyer.release(buyer.call());
            scene.network.once(outage);
            assertThatThrownBy(() -> engine.anchor().toCompletableFuture().join())
                    .hasMessageContaining("Cannot learn commit");
            LogHead head = engine.anchor().toCompletableFuture().join();
            assertThat(head.head().treeSize()).isEqualTo(engine.state().treeSize());
        }
    }

    @Test
    void after_a_long_outage_a_new_head_covers_all() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = start(new FaultyFiles(), grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        scene.network.once(Outage.UNKNOWN_COMMITTED);
        assertThatThrownBy(() -> engine.anchor().toCompletableFuture().join()).isNotNull();
        scene.clock.advance(Duration.ofMinutes(5));
        LogHead head = engine.anchor().toCompletableFuture().join();
        assertThat(head.head().time()).isEqualTo(scene.clock.millis());
        assertThat(engine.state().anchoredSize()).isEqualTo(engine.state().treeSize());
    }

    @Test
    void a_second_instance_in_one_folder_is_refused() {
        Grant grant = scene.grant("R4", 10);
        scene.serving(folder, "L1", grant);
        assertThatThrownBy(() -> UsageEngines.start(scene.config(folder, "L2"), scene.ledger(), scene.clock))
                .isInstanceOf(EngineStartException.class)
                .hasCauseInstanceOf(JournalDamagedException.class);
    }

    @Test
    void an_engine_does_not_start_without_the_ledger_and_starts_later() {
        scene.network.during(Outage.UNAVAILABLE);
        assertThatThrownBy(() -> scene.engine(folder, "L1")).isInstanceOf(EngineStartException.class);
        scene.network.during(Outage.NONE);
        assertThat(scene.engine(folder, "L1").state().epoch()).isEqualTo(1);
    }

    @Test
    void a_run_that_ended_in_order_and_one_that_was_killed_are_told_apart() {
        FaultyFiles disk = new FaultyFiles();
        UsageEngineConfig os = scene.config(folder, "L1");
        scene.engine(os, disk).close();
        UsageEngine second = scene.engine(os, disk.afterKill());
        assertThat(second.state().lastEnd()).isEqualTo("CLOSED");
        FaultyFiles killed = disk.afterKill();
        scene.engine(os, killed);
        assertThat(scene.engine(os, killed.afterKill()).state().lastEnd()).isEqualTo("KILLED");
    }
}
