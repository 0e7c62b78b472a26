package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.PeriodClosedLeaf;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.ledger.Outage;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.receiptlog.LocatedReceipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staleness, heartbeats, anchors at their interval, settlement periods (architecture §4.9 to §4.11, LOG-4). */
class ContactTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    @Test
    void without_contact_for_longer_than_the_limit_all_calls_are_refused_as_STALE() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        long size = engine.state().treeSize();
        scene.network.during(Outage.UNAVAILABLE);
        scene.clock.advance(Duration.ofSeconds(61));
        CallResult.Retry refused = (CallResult.Retry) buyer.call();
        assertThat(refused.code()).isEqualTo(RejectionCode.STALE);
        assertThat(refused.detail()).contains("its last contact with the ledger is 61 s ago, 60 s are allowed");
        assertThat(engine.state().treeSize()).isEqualTo(size);
        assertThat(engine.state().serving()).isEqualTo("STALE");
    }

    @Test
    void an_idle_instance_commits_a_heartbeat_before_it_serves_again() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        engine.anchor().toCompletableFuture().join();
        scene.clock.advance(Duration.ofMinutes(5));
        Buyer.release(buyer.call());
        assertThat(engine.state().ledgerTransactions()).containsEntry("receipt:heartbeat", 1L);
    }

    @Test
    void receipts_that_stay_out_of_an_anchored_head_stop_serving() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.engine(withInterval(Duration.ofSeconds(30), folder));
        Scene.activate(engine, grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        scene.clock.advance(Duration.ofSeconds(61));
        CallResult late = buyer.call();
        assertThat(((CallResult.Retry) late).code()).isIn(RejectionCode.STALE, RejectionCode.HEAD_DUE);
        assertThat(((CallResult.Retry) late).detail()).contains("waited for an anchored head");
        engine.anchor().toCompletableFuture().join();
        assertThat(((CallResult.Retry) buyer.call()).code()).isEqualTo(RejectionCode.HEAD_DUE);
    }

    @Test
    void leaves_are_anchored_at_the_interval_and_nothing_when_idle() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.engine(withInterval(Duration.ofMillis(100), folder));
        Scene.activate(engine, grant);
        Buyer.release(scene.buyer(engine, grant).call());
        await().until(() -> engine.state().anchoredSize() == engine.state().treeSize());
        long anchors = anchors(engine);
        await().during(Duration.ofMillis(600)).until(() -> anchors(engine) == anchors);
        assertThat(new ReceiptLedger(scene.ledger()).head("L1").head().treeSize())
                .isEqualTo(2);
    }

    @Test
    void a_closed_period_gets_its_leaf_and_later_calls_count_in_the_next_one() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        CallResult.Admitted open = (CallResult.Admitted) buyer.call();
        open.permit().reserve().toCompletableFuture().join();
        new SettlementLedger(scene.deal.officer("Q-INS")).close(grant.orderId(), 1);
        new SettlementLedger(scene.deal.officer("F-OPS")).close(grant.orderId(), 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> periodLeaves(engine).size() == 1);

        ResultDigest digest = open.permit().digest();
        digest.update(new byte[6], 0, 6);
        IssuedReceipt end = open.permit()
                .finished(Buyer.hit(6), digest)
                .toCompletableFuture()
                .join();
        engine.anchor().toCompletableFuture().join();

        assertThat(end.receipt().kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(end.receipt().period()).isEqualTo(2);
        assertThat(end.receipt().totals().calls()).isEqualTo(1);
        assertThat(end.receipt().totals().unitsEver()).isEqualTo(2);
        assertThat(scene.record("period-closed/O-1/1/L1")).contains("\"period\":1");
        assertThat(scene.record("total/L1/G-R4/DOWNLOAD/1")).contains("\"calls\":1");
        assertThat(scene.record("total/L1/G-R4/DOWNLOAD/2")).contains("\"calls\":1");
    }

    /** LOG-9: event streams break as well, and nothing can be read again. */
    @Test
    void while_the_ledger_is_away_units_in_hand_are_served_within_the_bound_of_staleness() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        scene.network.during(Outage.UNAVAILABLE);
        for (int i = 0; i < 2; i++) {
            scene.clock.advance(Duration.ofMillis(1_500));
            Buyer.release(buyer.call());
        }
        CallResult.Admitted stream = (CallResult.Admitted) buyer.call();
        stream.permit().reserve().toCompletableFuture().join();
        await().during(Duration.ofMillis(2_500))
                .until(() -> stream.permit().withdrawn().isEmpty());
        scene.clock.advance(Duration.ofSeconds(60));
        assertThat(stream.permit().withdrawn()).contains(RejectionCode.STALE);
        assertThat(((CallResult.Retry) buyer.call()).code()).isEqualTo(RejectionCode.STALE);
    }

    /** LOG-4: only the newest head is anchored, and everything is proven from it. */
    @Test
    void after_an_outage_only_the_newest_head_is_anchored_and_proves_every_receipt() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        engine.anchor().toCompletableFuture().join();
        scene.network.during(Outage.UNAVAILABLE);
        for (int i = 0; i < 5; i++) {
            Buyer.release(buyer.call());
            assertThat(engine.anchor().toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
        }
        scene.network.during(Outage.NONE);
        LogHead head = engine.anchor().toCompletableFuture().join();

        assertThat(anchors(engine)).isEqualTo(2);
        assertThat(head.head().treeSize()).isEqualTo(engine.state().treeSize());
        for (int sequence = 1; sequence <= 6; sequence++) {
            LocatedReceipt receipt = engine.receipt(buyer.session().identity().session(), sequence)
                    .orElseThrow();
            assertThat(receipt.anchored()).contains(head);
            assertThat(new MerkleVerifier(HashFunction.sha256())
                            .includes(
                                    receipt.leaf().hash(),
                                    receipt.proof().orElseThrow(),
                                    head.head().head()))
                    .isTrue();
        }
    }

    private static List<PeriodClosedLeaf> periodLeaves(UsageEngine engine) {
        return engine.log().leaves(0, 100).stream()
                .flatMap(leaf -> leaf.leaf().stream())
                .map(LeafCodec::decode)
                .filter(PeriodClosedLeaf.class::isInstance)
                .map(PeriodClosedLeaf.class::cast)
                .toList();
    }

    private static long anchors(UsageEngine engine) {
        return engine.state().ledgerTransactions().getOrDefault("receipt:anchor", 0L);
    }

    private UsageEngineConfig withInterval(Duration interval, Path at) {
        UsageEngineConfig base = scene.config(at, "L1");
        return new UsageEngineConfig(
                base.folder(),
                base.logId(),
                base.participantId(),
                base.cityId(),
                base.address(),
                base.protection(),
                base.durability(),
                new UsageEngineConfig.Timing(
                        interval, Duration.ofSeconds(60), Duration.ofMinutes(15), Duration.ofSeconds(30)),
                base.limits(),
                base.callbacks());
    }
}
