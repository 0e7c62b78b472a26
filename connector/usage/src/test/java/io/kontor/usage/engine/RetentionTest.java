package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.usage.audit.JournalAudit;
import io.kontor.usage.audit.JournalReport;
import io.kontor.usage.audit.JournalRow;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.receiptlog.LogIdentity;
import io.kontor.usage.receiptlog.LogStore;
import io.kontor.usage.receiptlog.LoggedLeaf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-14 to JNL-18: what a journal may forget, when, and that a crash at any instant of it loses nothing. */
class RetentionTest {

    private static final int SMALL_SEGMENT = (1 << 20) + (1 << 12);
    private static final int DAYS = 30;
    private static final int CALLS = 60;

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();
    private final FaultyFiles disk = new FaultyFiles();

    @AfterEach
    void strike() {
        scene.close();
    }

    private UsageEngineConfig config() {
        return config(DAYS);
    }

    private UsageEngineConfig config(int days) {
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
                new UsageEngineConfig.Limits(1, 64, 512, 4096, SMALL_SEGMENT, days),
                base.callbacks());
    }

    private UsageEngine served(JournalFiles files) {
        Grant grant = scene.grant("R4", 1000);
        UsageEngine engine = scene.engine(config(), files);
        Scene.activate(engine, grant);
        Buyer buyer = scene.buyer(engine, grant);
        for (int i = 0; i < CALLS; i++) {
            Buyer.release(buyer.call());
        }
        engine.anchor().toCompletableFuture().join();
        return engine;
    }

    private static Retired retire(UsageEngine engine) {
        return engine.retire().toCompletableFuture().join();
    }

    private void endGrant() {
        new GrantLedger(scene.deal.officer("F-H1")).terminate("G-R4", "over");
    }

    private void closeAuthorisation() {
        new AuthorisationLedger(scene.deal.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
    }

    private void deleted() {
        new GrantLedger(scene.deal.connector("Q-INS")).deleted("G-R4", Digest32.of(new byte[32]));
    }

    private void legalPeriodPasses() {
        scene.clock.advance(Duration.ofDays(366 * 4L));
    }

    /** A head that comes while a proof is under way makes it one of an older head. */
    private static void anchorWhatIsNew(UsageEngine engine) {
        if (engine.state().anchoredSize() < engine.state().treeSize()) {
            engine.anchor().toCompletableFuture().join();
        }
    }

    /** Everything that stands against it is over; idle units go back by themselves. */
    private void everythingIsOver(UsageEngine engine) {
        endGrant();
        closeAuthorisation();
        deleted();
        legalPeriodPasses();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            anchorWhatIsNew(engine);
            return retire(engine).segments() > 0;
        });
    }

    @Test
    void each_reason_to_keep_a_segment_is_named_until_it_is_over() {
        UsageEngine engine = served(disk);
        assertThat(retire(engine))
                .isEqualTo(new Retired(0, "its newest leaf is 0 days old, journal-retention-days is 30"));
        scene.clock.advance(Duration.ofDays(DAYS + 1L));
        assertThat(retire(engine).reason()).isEqualTo("grant G-R4 is ACTIVE");
        endGrant();
        assertThat(retire(engine).reason()).contains("authorisation").contains("is ACTIVE");
        closeAuthorisation();
        assertThat(retire(engine).reason()).contains("wants its logs kept until");
        legalPeriodPasses();
        assertThat(retire(engine)).isEqualTo(new Retired(0, "the deletion task of grant G-R4 is OPEN"));
        deleted();
        everyLeafIsGivenBack(engine);
        assertThat(retire(engine).segments()).isGreaterThanOrEqualTo(3);
    }

    private static void everyLeafIsGivenBack(UsageEngine engine) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            anchorWhatIsNew(engine);
            return !retire(engine).reason().matches(".*(open blocks|given back|anchored are).*");
        });
    }

    @Test
    void nothing_is_retired_without_a_configured_period() {
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.engine(config(0), disk);
        Scene.activate(engine, grant);
        Buyer buyer = scene.buyer(engine, grant);
        for (int i = 0; i < CALLS; i++) {
            buyer.call();
        }
        assertThat(retire(engine)).isEqualTo(new Retired(0, "journal-retention-days is 0"));
    }

    @Test
    void a_leaf_that_no_anchored_head_covers_keeps_its_segment() {
        Grant grant = scene.grant("R4", 1000);
        UsageEngine engine = scene.engine(config(), disk);
        Scene.activate(engine, grant);
        Buyer buyer = scene.buyer(engine, grant);
        for (int i = 0; i < CALLS; i++) {
            Buyer.release(buyer.call());
        }
        scene.clock.advance(Duration.ofDays(DAYS + 1L));
        assertThat(retire(engine).reason()).startsWith("it holds leaves below").endsWith("anchored are 0");
    }

    @Test
    void the_tree_of_a_shortened_journal_is_the_same_and_every_proof_verifies() {
        UsageEngine engine = served(disk);
        List<LoggedLeaf> before = engine.log().leaves(0, CALLS);
        everythingIsOver(engine);
        TreeHead head = engine.log().head().head().head();
        List<LoggedLeaf> after = engine.log().leaves(0, CALLS);
        assertThat(after.get(1).leaf()).isEmpty();
        assertThat(after.get(1).grantId()).isEmpty();
        MerkleVerifier verifier = new MerkleVerifier(HashFunction.sha256());
        for (int i = 0; i < CALLS; i++) {
            assertThat(after.get(i).hash()).isEqualTo(before.get(i).hash());
            assertThat(verifier.includes(after.get(i).hash(), engine.log().inclusion(i, head.treeSize()), head))
                    .isTrue();
        }
        List<JournalRow> rows = new ArrayList<>();
        JournalReport report = JournalAudit.read(disk.afterKill(), HashFunction.sha256(), rows::add);
        assertThat(report.extent().retired()).isGreaterThanOrEqualTo(3);
        assertThat(report.head().treeSize()).isGreaterThanOrEqualTo(head.treeSize());
        assertThat(report.records().get("RETIRED")).isGreaterThan(CALLS / 2);
        assertThat(rows.stream().filter(row -> row.value("record").equals(Optional.of("RETIRED"))))
                .allSatisfy(row -> assertThat(row.value("call_id")).isEmpty());
    }

    /** What a start rebuilds of a journal. */
    private record Rebuilt(TreeHead head, List<UsageTotal> totals, long units, LastEnd lastEnd, boolean keysDestroyed) {

        static Rebuilt of(FaultyFiles files, long size) {
            LogState state = new LogState();
            JournalConfig config = new JournalConfig(Durability.DISK, 64, SMALL_SEGMENT, Runnable::run);
            LogIdentity identity = new LogIdentity("L1", HashFunction.sha256(), () -> Scene.NOW);
            try (LogStore log = new LogStore(files, config, identity, state)) {
                return new Rebuilt(
                        log.head(size),
                        state.meter().changedSince("L1", 0),
                        state.meter().units("G-R4", Action.DOWNLOAD),
                        state.lastEnd("boot-1"),
                        state.keysDestroyed().containsKey("G-R4"));
            }
        }
    }

    @Test
    void a_power_loss_at_each_instant_of_a_retirement_loses_nothing() {
        UsageEngine engine = served(disk);
        engine.terminate("G-R4", "over").toCompletableFuture().join();
        engine.anchor().toCompletableFuture().join();
        long size = engine.log().head().head().treeSize();
        Rebuilt whole = Rebuilt.of(disk.afterPowerLoss(), size);
        assertThat(whole.units()).isEqualTo(CALLS);
        assertThat(whole.keysDestroyed()).isTrue();
        AtomicInteger instants = new AtomicInteger();
        disk.atEachInstant(left -> {
            instants.incrementAndGet();
            assertThat(Rebuilt.of(left, size)).isEqualTo(whole);
            assertThat(left.retired()).doesNotContainAnyElementsOf(left.segments());
        });
        everythingIsOver(engine);
        assertThat(instants).hasValueGreaterThan(3 * 12);
    }

    @Test
    void a_disk_that_is_full_retires_nothing_and_loses_nothing() {
        UsageEngine engine = served(disk);
        disk.set(FaultyFiles.Fault.RETIREMENT_FULL);
        endGrant();
        closeAuthorisation();
        deleted();
        legalPeriodPasses();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            anchorWhatIsNew(engine);
            assertThatThrownBy(() -> retire(engine)).hasStackTraceContaining("No space left on device");
        });
        assertThat(engine.log().leaves(0, CALLS)).allMatch(leaf -> leaf.leaf().isPresent());
        disk.set(FaultyFiles.Fault.NONE);
        assertThat(retire(engine).segments()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void each_changed_byte_of_a_retired_segment_is_refused() {
        UsageEngine engine = served(disk);
        everythingIsOver(engine);
        int length = disk.retiredLength(2);
        for (int offset = 0; offset < length; offset += 17) {
            FaultyFiles changed = disk.afterKill();
            changed.corruptRetired(2, offset);
            assertThatThrownBy(() -> JournalAudit.read(changed, HashFunction.sha256(), row -> {}))
                    .isInstanceOf(JournalDamagedException.class);
        }
    }

    @Test
    void a_retired_segment_that_is_missing_is_named() {
        UsageEngine engine = served(disk);
        everythingIsOver(engine);
        FaultyFiles torn = disk.afterKill();
        torn.removeRetired(1);
        assertThatThrownBy(() -> JournalAudit.read(torn, HashFunction.sha256(), row -> {}))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("segment 1 at byte 0: the segment is missing");
    }

    @Test
    void an_instance_starts_from_a_shortened_journal_on_disk_and_goes_on_with_its_log() {
        UsageEngine engine = served(JournalFiles.onDisk(folder.resolve("journal")));
        everythingIsOver(engine);
        engine.close();
        assertThat(Files.exists(folder.resolve("journal/00000000000000000001.journal")))
                .isFalse();
        JournalReport report = JournalAudit.read(folder, HashFunction.sha256(), row -> {});
        assertThat(report.extent().retired()).isPositive();

        UsageEngine again = scene.engine(config(), JournalFiles.onDisk(folder.resolve("journal")));
        assertThat(again.log().head().head().treeSize())
                .isGreaterThan(report.head().treeSize());
        assertThat(again.anchor().toCompletableFuture().join().head().epoch()).isEqualTo(2);
    }
}
