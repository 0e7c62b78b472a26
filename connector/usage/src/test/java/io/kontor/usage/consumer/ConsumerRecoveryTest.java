package io.kontor.usage.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.journal.JournalEndedException;
import io.kontor.usage.receiptlog.HeadSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CNJ-0 to CNJ-3, CNJ-6 and CNJ-7 of docs/spec/consumer-journal.md. */
class ConsumerRecoveryTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.journal.close();
    }

    /** What a consumer knows: everything that a crash may not change. */
    private record Knowledge(
            long counted, List<String> receipts, Set<String> unanswered, int differences, String root, long treeSize) {

        static Knowledge of(ConsumerJournal journal) {
            SignedTreeHead head = journal.signHead(Desk.GRANT).head();
            return new Knowledge(
                    journal.counts(Desk.ORDER, 1).stream()
                            .mapToLong(count -> count.calls())
                            .sum(),
                    journal.receipts(Desk.GRANT, 0, 500).stream()
                            .map(Base64.getEncoder()::encodeToString)
                            .toList(),
                    Set.copyOf(journal.unanswered().stream()
                            .map(attempt -> attempt.session() + attempt.sequence())
                            .toList()),
                    journal.differences().size(),
                    head.rootHash().hex(),
                    head.treeSize());
        }
    }

    @Test
    void after_a_crash_at_any_byte_the_journal_knows_a_prefix_of_what_it_knew() {
        List<Knowledge> history = history();
        desk.journal.close();
        FaultyFiles whole = desk.disk.afterPowerLoss();
        whole.truncate(1, 6_500);
        int reached = 0;
        for (int cut = 32; cut <= 6_500; cut++) {
            FaultyFiles crashed = whole.afterKill();
            crashed.truncate(1, cut);
            Knowledge found;
            try (ConsumerJournal journal = desk.open(crashed)) {
                found = Knowledge.of(journal);
            }
            int at = history.indexOf(found);
            assertThat(at).as("cut at %d: %s", cut, found).isGreaterThanOrEqualTo(reached);
            assertThat(found.counted()).isEqualTo(found.treeSize());
            reached = at;
        }
        assertThat(reached).isEqualTo(history.size() - 1);
    }

    /** DPL-43: the application that saw a reservation is not told that its call has no receipt while the end is being written. */
    @Test
    void a_call_keeps_its_receipt_while_the_next_one_is_on_its_way_to_the_disk() {
        AskedCall asked = desk.ask();
        UsageCounts none = Desk.counts(0);
        desk.take(asked, desk.receipt(asked, LeafKind.RESERVED, none));
        CallReceipt end = desk.receipt(asked, LeafKind.ABORTED, none);
        CompletableFuture<Optional<StoredReceipt>> found = new CompletableFuture<>();
        Thread application = new Thread(
                () -> found.complete(desk.journal.find(asked.envelope().callId())));
        CompletionStage<List<Difference>> taken;
        synchronized (desk.disk) {
            taken = desk.journal.received(asked, Received.receiptOnly(LeafCodec.encode(end)));
            await().until(() -> desk.journal.unanswered().isEmpty());
            application.start();
            await().until(() ->
                    Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(application.getState()));
        }

        assertThat(taken.toCompletableFuture().join()).isEmpty();
        assertThat(found.orTimeout(30, TimeUnit.SECONDS).join().orElseThrow().receipt())
                .isEqualTo(end);
    }

    @Test
    void a_receipt_that_does_not_get_to_the_disk_is_a_failure_and_not_the_want_of_one() {
        AskedCall asked = desk.ask();
        UsageCounts none = Desk.counts(0);
        desk.take(asked, desk.receipt(asked, LeafKind.RESERVED, none));
        desk.disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(() -> desk.take(asked, desk.receipt(asked, LeafKind.ABORTED, none)))
                .isInstanceOf(CompletionException.class);

        assertThatThrownBy(() -> desk.journal.find(asked.envelope().callId()))
                .isInstanceOf(JournalEndedException.class);
    }

    private List<Knowledge> history() {
        List<Knowledge> history = new ArrayList<>();
        history.add(Knowledge.of(desk.journal));
        AskedCall first = desk.ask();
        history.add(Knowledge.of(desk.journal));
        AskedCall second = desk.ask();
        history.add(Knowledge.of(desk.journal));
        desk.take(first, desk.released(first));
        history.add(Knowledge.of(desk.journal));
        desk.take(second, desk.released(first));
        history.add(Knowledge.of(desk.journal));
        desk.journal
                .answeredWithout(second, RejectionCode.BUSY)
                .toCompletableFuture()
                .join();
        history.add(Knowledge.of(desk.journal));
        return history;
    }

    @Test
    void a_call_is_on_the_disk_before_it_may_be_sent_and_known_as_unanswered_after_a_crash() {
        AskedCall asked = desk.ask();
        try (ConsumerJournal after = desk.open(desk.disk.afterPowerLoss())) {
            assertThat(after.unanswered()).hasSize(1);
            Attempt attempt = after.unanswered().get(0);
            assertThat(attempt.callId()).isEqualTo(asked.envelope().callId());
            assertThat(attempt.requestDigest()).isEqualTo(asked.requestDigest());
            assertThat(attempt.toJson().toString()).doesNotContain("somebody");
        }
    }

    @Test
    void nothing_may_be_sent_that_the_disk_did_not_take() {
        desk.disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(desk::ask)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(JournalEndedException.class);
    }

    @Test
    void counts_equal_the_receipts_after_a_restart() {
        for (int i = 0; i < 5; i++) {
            assertThat(desk.callAndTake()).isEmpty();
        }
        desk.reopen();
        assertThat(desk.counted()).isEqualTo(5);
        assertThat(desk.journal.counts(Desk.ORDER, 1).get(0).usage()).isEqualTo(5 * 24);
        assertThat(desk.journal.counts(Desk.ORDER, 2)).isEmpty();
        assertThat(desk.journal.receipts(Desk.GRANT, 0, 3)).hasSize(3);
        assertThat(desk.journal.receipts(Desk.GRANT, 3, 3)).hasSize(2);
        assertThat(desk.journal.unanswered()).isEmpty();
        assertThat(desk.callAndTake()).isEmpty();
    }

    @Test
    void a_call_without_its_receipt_can_be_asked_again_and_counts_once() {
        AskedCall lost = desk.ask();
        desk.reopen();
        ConsumerSession later = Desk.session("later");
        AskedCall again = desk.ask(later, lost.envelope().callId());
        assertThat(desk.take(again, desk.released(lost))).isEmpty();
        assertThat(desk.counted()).isEqualTo(1);
        assertThat(desk.journal.unanswered()).isEmpty();
        assertThat(desk.journal.find(lost.envelope().callId()).orElseThrow().checked())
                .isEqualTo(StoredReceipt.OK);
    }

    @Test
    void a_stream_is_one_leaf_and_one_call_at_its_end() {
        AskedCall asked = desk.ask();
        desk.take(asked, desk.receipt(asked, LeafKind.RESERVED, new UsageCounts(1, 0, 0, 0, 0, 0)));
        assertThat(desk.counted()).isZero();
        assertThat(desk.journal.unanswered()).hasSize(1);
        desk.reopen();
        assertThat(desk.take(asked, desk.released(asked))).isEmpty();
        assertThat(desk.counted()).isEqualTo(1);
        assertThat(desk.journal.signHead(Desk.GRANT).head().treeSize()).isEqualTo(1);
        assertThat(desk.journal.receipts(Desk.GRANT, 0, 10)).hasSize(2);
    }

    @Test
    void heads_verify_and_each_continues_the_one_before() {
        List<SignedTreeHead> heads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            desk.callAndTake();
            ConsumerHead head =
                    desk.journal.headToSend(Desk.GRANT).toCompletableFuture().join();
            desk.reopen();
            heads.add(head.head());
        }
        MerkleVerifier verifier = new MerkleVerifier(Desk.SUITE.hash());
        for (int i = 0; i < heads.size(); i++) {
            SignedTreeHead head = heads.get(i);
            assertThat(head.logId()).isEqualTo("consumer:" + Desk.GRANT);
            assertThat(head.treeSize()).isEqualTo(i + 1L);
            assertThat(HeadSigner.verifies(head, Desk.MEMBER.verifyingKey())).isTrue();
            SignedTreeHead last = heads.get(heads.size() - 1);
            assertThat(verifier.consistent(
                            head.head(),
                            last.head(),
                            desk.journal.consistency(Desk.GRANT, head.treeSize(), last.treeSize())))
                    .isTrue();
        }
    }

    @Test
    void a_head_is_on_the_disk_before_it_is_given_out() {
        desk.callAndTake();
        desk.disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(() -> desk.journal
                        .headToSend(Desk.GRANT)
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(JournalEndedException.class);
    }

    @Test
    void a_head_is_due_until_the_supplier_took_one() {
        desk.callAndTake();
        desk.clock.advance(Duration.ofSeconds(5));
        assertThat(desk.journal.headsDue()).containsExactly(Desk.GRANT);
        desk.reopen();
        ConsumerHead head =
                desk.journal.headToSend(Desk.GRANT).toCompletableFuture().join();
        assertThat(desk.journal.headDue(Desk.GRANT)).isTrue();
        desk.journal.headTaken(head).toCompletableFuture().join();
        assertThat(desk.journal.headDue(Desk.GRANT)).isFalse();
        desk.reopen();
        assertThat(desk.journal.headDue(Desk.GRANT)).isFalse();
    }

    @Test
    void a_deletion_is_stated_once_signed_and_ends_the_grant_here() {
        desk.callAndTake();
        DeletionStatement stated = desk.journal
                .delete(Desk.GRANT, List.of("sessions"))
                .toCompletableFuture()
                .join();
        assertThat(Desk.MEMBER.verifyingKey().verify(Base64.getDecoder().decode(stated.signature()), stated.bytes()))
                .isTrue();
        assertThat(stated.digest().bytes()).isEqualTo(Desk.SUITE.digest(stated.bytes()));
        desk.reopen();
        assertThat(desk.journal
                        .delete(Desk.GRANT, List.of())
                        .toCompletableFuture()
                        .join())
                .isEqualTo(stated);
        assertThat(desk.journal.deletion(Desk.GRANT)).contains(stated);
        assertThatThrownBy(desk::ask).hasCauseInstanceOf(ConsumerJournalException.class);
        assertThat(desk.journal.receipts(Desk.GRANT, 0, 1)).hasSize(1);
    }

    /** CNJ-3: a code does not say that the attempt was not executed; its receipt may come under a later one, also after a restart. */
    @Test
    void a_receipt_that_names_an_attempt_which_was_closed_before_is_no_difference() {
        for (int restarts = 0; restarts < 2; restarts++) {
            AskedCall closed = desk.ask();
            desk.journal
                    .answeredWithout(closed, RejectionCode.BUSY)
                    .toCompletableFuture()
                    .join();
            if (restarts > 0) {
                desk.reopen();
            }
            AskedCall again = desk.ask(desk.session, closed.envelope().callId());
            assertThat(desk.take(again, desk.released(closed))).isEmpty();
            assertThat(desk.counted()).isEqualTo(restarts + 1);
            assertThat(desk.journal.unanswered()).isEmpty();
        }
        assertThat(desk.journal.differences()).isEmpty();
    }

    @Test
    void a_call_that_is_given_up_still_takes_its_receipt() {
        AskedCall asked = desk.ask();
        desk.journal
                .giveUp(desk.journal.unanswered().get(0))
                .toCompletableFuture()
                .join();
        assertThat(desk.journal.unanswered()).isEmpty();
        assertThat(desk.callAndTake()).isEmpty();
        assertThat(desk.take(asked, desk.released(asked))).isEmpty();
        assertThat(desk.counted()).isEqualTo(2);
    }

    @Test
    void the_own_leaf_has_the_bytes_of_the_spec() {
        AskedCall asked = desk.ask();
        CallReceipt receipt = desk.released(asked);
        byte[] leaf = Holding.leaf(receipt, Desk.digest("leaf"));
        assertThat(leaf)
                .hasSize(1 + 3 + 16 + 8 + 32)
                .startsWith(3, 'G', '-', '1')
                .endsWith(Desk.digest("leaf").bytes());
        assertThat(LeafCodec.decodeReceipt(LeafCodec.encode(receipt))).isEqualTo(receipt);
    }
}
