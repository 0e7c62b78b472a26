package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.ConsumerConfig;
import io.kontor.usage.consumer.ConsumerHead;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.Difference;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.Received;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.session.OpeningResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumer's journal against a real engine: both sides agree, or the difference is named (SES-8, SES-12, JNL-8). */
class ConsumerJournalTest {

    private static final byte[] RESULT = "the record".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();
    private Grant grant;
    private UsageEngine engine;
    private ConsumerJournal journal;
    private ConsumerSession session;

    @BeforeEach
    void stage() {
        grant = scene.grant("R4", 5_000);
        engine = scene.serving(folder.resolve("supplier"), "L1", grant);
        journal = open();
        journal.know(grant);
        session = session();
    }

    @AfterEach
    void strike() {
        journal.close();
        scene.close();
    }

    private ConsumerJournal open() {
        byte[] key = scene.deal.cast().connector("Q-INS").issued().privateKey().getEncoded();
        ConsumerConfig config =
                new ConsumerConfig(folder.resolve("consumer"), Durability.OS, Duration.ofSeconds(30), Runnable::run);
        return new ConsumerJournal(config, scene.deal.connector("Q-INS"), scene.clock, Scene.SUITE.signingKey(key));
    }

    private ConsumerSession session() {
        SessionDraft draft = journal.draft(new SessionDraft.Request(
                grant.grantId(),
                "L1",
                new PartyKey(
                        scene.deal.user().name(),
                        scene.deal.user().salt(),
                        scene.deal.user().key()),
                new PartyKey(
                        scene.deal.application().name(),
                        scene.deal.application().salt(),
                        scene.deal.application().key())));
        return draft.accept(((OpeningResult.Opened) Buyer.open(engine, draft)).answer());
    }

    private AskedCall ask() {
        return journal.ask(
                        session,
                        Buyer.callId(),
                        new Buyer(scene, engine, grant).body().build())
                .toCompletableFuture()
                .join();
    }

    private CallResult send(AskedCall asked) {
        Authentication accepted = engine.authenticate(asked.envelope());
        return engine.admit(((Authentication.Accepted) accepted).call())
                .toCompletableFuture()
                .join();
    }

    private IssuedReceipt call(AskedCall asked) {
        ReleaseResult released = ((CallResult.Admitted) send(asked))
                .permit()
                .released(Buyer.hit(RESULT.length), new Answer("application/json", RESULT))
                .toCompletableFuture()
                .join();
        return ((ReleaseResult.Released) released).receipt();
    }

    private List<Difference> take(AskedCall asked, byte[] leaf, byte[] bytes) {
        ResultDigest digest = session.digest();
        digest.update(bytes, 0, bytes.length);
        return journal.received(asked, Received.of(leaf, digest))
                .toCompletableFuture()
                .join();
    }

    private List<Difference> callAndTake() {
        AskedCall asked = ask();
        return take(asked, call(asked).leaf(), RESULT);
    }

    @Test
    void both_sides_count_the_same() {
        for (int i = 0; i < 3; i++) {
            assertThat(callAndTake()).isEmpty();
        }
        assertThat(journal.counts(grant.orderId(), 1))
                .containsExactly(new PeriodCount(grant.grantId(), Action.DOWNLOAD, 3, 3, 72));
        assertThat(engine.state().grants().get(0).counts().usage()).isEqualTo(72);
    }

    @Test
    void counts_tree_and_differences_survive_a_restart() {
        callAndTake();
        AskedCall asked = ask();
        take(asked, call(asked).leaf(), "other bytes".getBytes(StandardCharsets.UTF_8));
        ConsumerHead before = journal.signHead(grant.grantId());
        journal.close();
        journal = open();
        assertThat(journal.signHead(grant.grantId()).head().rootHash())
                .isEqualTo(before.head().rootHash());
        assertThat(journal.counts(grant.orderId(), 1).get(0).calls()).isEqualTo(1);
        assertThat(journal.differences()).hasSize(1);
    }

    @Test
    void other_bytes_than_the_receipt_names_are_a_difference() {
        AskedCall asked = ask();
        List<Difference> found = take(asked, call(asked).leaf(), "forged".getBytes(StandardCharsets.UTF_8));
        assertThat(found).extracting(Difference::kind).containsExactly(Difference.Kind.RESULT_BYTES);
    }

    @Test
    void a_receipt_of_another_call_is_a_difference_and_is_not_counted() {
        AskedCall first = ask();
        AskedCall second = ask();
        call(first);
        IssuedReceipt other = call(second);
        List<Difference> found = take(first, other.leaf(), RESULT);
        assertThat(found).extracting(Difference::kind).contains(Difference.Kind.CALL_ID, Difference.Kind.SEQUENCE);
        assertThat(journal.counts(grant.orderId(), 1)).isEmpty();
    }

    @Test
    void a_receipt_that_comes_late_is_no_difference() {
        AskedCall asked = ask();
        IssuedReceipt receipt = call(asked);
        scene.clock.advance(Duration.ofSeconds(61));
        assertThat(take(asked, receipt.leaf(), RESULT)).isEmpty();
    }

    @Test
    void an_anchored_receipt_is_proven_and_one_that_stays_out_is_a_difference() {
        callAndTake();
        engine.anchor().toCompletableFuture().join();
        assertThat(journal.reconcile(
                        "L1", (log, index, size) -> Optional.of(engine.log().inclusion(index, size))))
                .isEmpty();
        callAndTake();
        assertThat(journal.reconcile(
                        "L1", (log, index, size) -> Optional.of(engine.log().inclusion(index, size))))
                .isEmpty();
        scene.clock.advance(Duration.ofSeconds(61));
        assertThat(journal.reconcile(
                        "L1", (log, index, size) -> Optional.of(engine.log().inclusion(index, size))))
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.NOT_ANCHORED);
    }

    @Test
    void a_false_proof_is_a_difference() {
        callAndTake();
        engine.anchor().toCompletableFuture().join();
        assertThat(journal.reconcile(
                        "L1", (log, index, size) -> Optional.of(engine.log().inclusion(0, size))))
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.NOT_INCLUDED);
        assertThat(new ReceiptLedger(scene.ledger()).head("L1").head().treeSize())
                .isEqualTo(2);
    }

    /** CNJ-5: a supplier that gives no proof is not left alone. */
    @Test
    void a_proof_that_is_not_given_in_time_is_a_difference_and_may_still_come() {
        callAndTake();
        engine.anchor().toCompletableFuture().join();
        assertThat(journal.reconcile("L1", (log, index, size) -> Optional.empty()))
                .isEmpty();
        scene.clock.advance(Duration.ofSeconds(61));
        assertThat(journal.reconcile("L1", (log, index, size) -> Optional.empty()))
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.NOT_ANCHORED);
        assertThat(journal.reconcile("L1", (log, index, size) -> Optional.empty()))
                .isEmpty();
        assertThat(journal.logs()).containsExactly("L1");
        journal.reconcile("L1", (log, index, size) -> Optional.of(engine.log().inclusion(index, size)));
        assertThat(journal.logs()).isEmpty();
    }

    @Test
    void a_head_is_due_after_five_seconds_of_use_and_the_supplier_asks_for_it() {
        callAndTake();
        assertThat(journal.headDue(grant.grantId())).isFalse();
        scene.clock.advance(Duration.ofSeconds(5));
        assertThat(journal.headDue(grant.grantId())).isTrue();
        scene.clock.advance(Duration.ofSeconds(1));
        CallResult refused = send(ask());
        assertThat(((CallResult.Retry) refused).code()).isEqualTo(RejectionCode.HEAD_DUE);

        ConsumerHead head = journal.signHead(grant.grantId());
        HeadResult taken = engine.acceptHead(session.identity().session(), head.body())
                .toCompletableFuture()
                .join();
        journal.headTaken(head).toCompletableFuture().join();

        assertThat(taken).isInstanceOf(HeadResult.Taken.class);
        assertThat(callAndTake()).isEmpty();
    }

    @Test
    void a_head_that_forgets_calls_is_refused() {
        callAndTake();
        ConsumerHead first = journal.signHead(grant.grantId());
        engine.acceptHead(session.identity().session(), first.body())
                .toCompletableFuture()
                .join();
        journal.close();
        Path empty = folder.resolve("empty");
        byte[] key = scene.deal.cast().connector("Q-INS").issued().privateKey().getEncoded();
        journal = new ConsumerJournal(
                new ConsumerConfig(empty, Durability.OS, Duration.ofSeconds(30), Runnable::run),
                scene.deal.connector("Q-INS"),
                scene.clock,
                Scene.SUITE.signingKey(key));
        HeadResult shorter = engine.acceptHead(
                        session.identity().session(),
                        journal.signHead(grant.grantId()).body())
                .toCompletableFuture()
                .join();
        assertThat(((HeadResult.Refused) shorter).code()).isEqualTo(RejectionCode.HEAD_CONSISTENCY);
    }

    @Test
    void a_stream_counts_at_its_end_receipt() {
        AskedCall asked = ask();
        CallResult.Admitted admitted = (CallResult.Admitted) send(asked);
        ReleaseResult.Released reserved = (ReleaseResult.Released)
                admitted.permit().reserve().toCompletableFuture().join();
        assertThat(journal.received(
                                asked, Received.receiptOnly(reserved.receipt().leaf()))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(journal.counts(grant.orderId(), 1)).isEmpty();
        ResultDigest digest = admitted.permit().digest();
        digest.update(RESULT, 0, RESULT.length);
        IssuedReceipt end = admitted.permit()
                .finished(Buyer.hit(RESULT.length), digest)
                .toCompletableFuture()
                .join();
        assertThat(end.receipt().kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(take(asked, end.leaf(), RESULT)).isEmpty();
        assertThat(journal.counts(grant.orderId(), 1).get(0).calls()).isEqualTo(1);
    }
}
