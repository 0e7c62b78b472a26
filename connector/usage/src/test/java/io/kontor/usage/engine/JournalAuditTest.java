package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.grant.Grant;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.testkit.fixtures.CallReceipts;
import io.kontor.usage.audit.JournalAudit;
import io.kontor.usage.audit.JournalReport;
import io.kontor.usage.audit.JournalRow;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-12 and JNL-13: what a journal holds is verified on its way into rows. */
class JournalAuditTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();
    private final List<JournalRow> rows = new ArrayList<>();

    @AfterEach
    void strike() {
        scene.close();
    }

    /** A journal with two releases, a denial and an anchor. */
    private UsageEngine play() {
        Grant grant = scene.grant("R4", 2);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        Buyer.release(buyer.call());
        buyer.call();
        engine.anchor().toCompletableFuture().join();
        return engine;
    }

    @Test
    void reads_a_journal_that_is_being_written_and_shows_each_record() {
        UsageEngine engine = play();

        JournalReport report = JournalAudit.read(folder, HashFunction.sha256(), rows::add);

        assertThat(report.side()).isEqualTo(JournalReport.Side.SUPPLIER);
        assertThat(report.logId()).contains("L1");
        assertThat(report.head()).isEqualTo(engine.log().head().head().head());
        assertThat(report.anchors()).isEqualTo(1);
        assertThat(report.records())
                .containsEntry("RELEASED", 2L)
                .containsEntry("DENIED", 1L)
                .containsEntry("EPOCH_OPENED", 1L)
                .containsEntry("STARTED", 1L)
                .containsEntry("ANCHOR_REQUESTED", 1L);
        assertThat(report.size()).isEqualTo(rows.size());
        JournalRow denied = rows.stream()
                .filter(row -> row.value("record").equals(Optional.of("DENIED")))
                .findFirst()
                .orElseThrow();
        assertThat(denied.value("refusal")).contains("COUNT");
        assertThat(denied.value("total_denied")).contains("1");
        assertThat(denied.value("total_calls")).contains("2");
    }

    /** Copies a journal with some records changed; checksums and chain are right again. */
    private FaultyFiles forged(UnaryOperator<CallReceipt> change) {
        FaultyFiles forged = new FaultyFiles();
        JournalConfig config = new JournalConfig(Durability.OS, 4096, 2 << 20, Runnable::run);
        try (Journal copy = Journal.open(forged, config, (type, payload, at) -> {})) {
            JournalReader.read(
                    JournalFiles.readOnly(folder.resolve("journal")),
                    HashFunction.sha256(),
                    (type, payload, at) -> copy.append(
                                    sink -> sink.add(type, type == 1 ? changed(payload, change) : payload))
                            .join());
        }
        return forged;
    }

    private static byte[] changed(byte[] payload, UnaryOperator<CallReceipt> change) {
        return LeafCodec.decode(payload) instanceof CallReceipt receipt
                ? LeafCodec.encode(change.apply(receipt))
                : payload;
    }

    private void assertRefused(FaultyFiles journal, String reason) {
        assertThatThrownBy(() -> JournalAudit.read(journal, HashFunction.sha256(), rows::add))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_forged_total_is_named_with_both_values() {
        play().close();
        assertRefused(
                forged(receipt -> receipt.index() == 2
                        ? with(receipt, receipt.time(), new UsageCounts(1, 1, 1, 24, 6, 0))
                        : receipt),
                "leaf 2 of call");
    }

    @Test
    void a_time_that_goes_back_is_named_with_both_values() {
        play().close();
        assertRefused(
                forged(receipt -> receipt.index() == 2 ? with(receipt, 5, receipt.totals()) : receipt),
                "expected time from");
    }

    @Test
    void a_leaf_that_differs_from_what_was_anchored_is_named_with_both_roots() {
        play().close();
        assertRefused(forged(receipt -> with(receipt, receipt.time() + 1, receipt.totals())), "expected root at size");
    }

    @Test
    void a_folder_without_a_journal_is_refused_by_name() {
        assertThatThrownBy(() -> JournalAudit.read(folder.resolve("none"), HashFunction.sha256(), rows::add))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("there is no segment in it");
    }

    private static CallReceipt with(CallReceipt receipt, long time, UsageCounts totals) {
        return CallReceipts.changed(
                receipt, new LeafPosition(receipt.logId(), receipt.epoch(), receipt.index(), time), totals);
    }
}
