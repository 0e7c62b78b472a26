package io.kontor.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.consumer.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** INV-1, INV-2, INV-3, INV-5, INV-9: each break of a promise is seen by its check, and by that one alone. */
class VerdictTest {

    private static final HashFunction HASH = HashFunction.sha256();
    private static final String LOG = "X1";
    private static final String GRANT = "G-1";
    private static final CallReceipt FIRST = receipt(LeafKind.RELEASED, 0);
    private static final CallReceipt SECOND = receipt(LeafKind.RELEASED, 1);
    private static final CallReceipt REFUSED = receipt(LeafKind.DENIED, 2);
    private static final UsageCounts COUNTED = new UsageCounts(2, 2, 2, 2, 200, 1);

    private Map<String, Long> limits = Map.of(GRANT, 2L);
    private List<CallReceipt> arrived = List.of(FIRST, SECOND);
    private Map<String, String> ends =
            new HashMap<>(Map.of(FIRST.callId(), "RELEASED", SECOND.callId(), "RELEASED", REFUSED.callId(), "DENIED"));
    private List<CallReceipt> logged = List.of(FIRST, SECOND, REFUSED);
    private UnaryOperator<TreeHead> anchored = UnaryOperator.identity();
    private BuyerBooks books = books(List.of(FIRST, SECOND), List.of());
    private Scene.OnLedger ledger = onLedger(2, COUNTED);
    private Scene.History history = new Scene.History(Set.of(), Set.of());

    @Test
    void a_run_in_which_all_holds_passes_every_check() {
        assertThat(failed()).isEmpty();
    }

    @Test
    void one_call_above_the_limit_is_over_served_by_arrivals_and_receipts_together() {
        limits = Map.of(GRANT, 1L);

        assertThat(failed()).containsExactly("INV-1 delivered under G-1", "INV-1 units that the ledger gave under G-1");
    }

    @Test
    void an_answer_of_a_lost_copy_counts_towards_the_limit() {
        CallReceipt third = receipt(LeafKind.RELEASED, 7);
        arrived = List.of(FIRST, SECOND, third);
        ends.put(third.callId(), "RELEASED");
        history = new Scene.History(Set.of(LOG), Set.of());
        books = books(List.of(FIRST, SECOND, third), List.of(difference(third, Difference.Kind.NOT_INCLUDED)));
        ledger = onLedger(3, COUNTED);

        assertThat(failed()).containsExactly("INV-1 delivered under G-1", "INV-1 units that the ledger gave under G-1");
        limits = Map.of(GRANT, 3L);
        assertThat(failed()).isEmpty();
    }

    @Test
    void a_unit_that_the_ledger_did_not_give_is_seen() {
        ledger = onLedger(1, COUNTED);

        assertThat(failed()).containsExactly("INV-1 units that the ledger gave under G-1");
    }

    @Test
    void an_answer_whose_receipt_is_lost_is_seen_in_the_log_and_in_both_counts() {
        logged = List.of(FIRST, REFUSED);
        ledger = onLedger(2, new UsageCounts(1, 1, 1, 1, 100, 1));

        assertThat(failed())
                .containsExactly(
                        "INV-2 answers with data that have their receipt",
                        "INV-5 calls of G-1 as the buyer counts them");
    }

    @Test
    void an_answer_of_a_lost_copy_that_nobody_noticed_is_seen() {
        CallReceipt third = receipt(LeafKind.RELEASED, 7);
        limits = Map.of(GRANT, 3L);
        arrived = List.of(FIRST, SECOND, third);
        ledger = onLedger(3, COUNTED);
        history = new Scene.History(Set.of(LOG), Set.of());

        assertThat(failed()).containsExactly("INV-2 answers with data that have their receipt");
    }

    @Test
    void two_releases_under_one_consent_are_seen() {
        arrived = List.of(under(FIRST), SECOND);
        logged = List.of(under(FIRST), SECOND, REFUSED);
        books = books(logged.subList(0, 2), List.of());
        assertThat(failed()).isEmpty();

        arrived = List.of(under(FIRST), under(SECOND));
        logged = List.of(under(FIRST), under(SECOND), REFUSED);
        books = books(logged.subList(0, 2), List.of());
        assertThat(failed()).containsExactly("INV-9 calls released under one consent");
    }

    /** The same receipt, of a call that presented the one consent of this test. */
    private static CallReceipt under(CallReceipt receipt) {
        return new CallReceipt(
                receipt.kind(),
                receipt.logId(),
                receipt.epoch(),
                receipt.index(),
                receipt.time(),
                receipt.session(),
                receipt.sequence(),
                receipt.callId(),
                receipt.grantId(),
                receipt.grantVersion(),
                receipt.action(),
                receipt.resourceId(),
                receipt.scenarioId(),
                receipt.orderId(),
                receipt.period(),
                receipt.user(),
                receipt.application(),
                Optional.of(Digest32.of(HASH.hash(new byte[] {42}))),
                receipt.refusal(),
                receipt.delivery(),
                receipt.requestDigest(),
                receipt.resultDigest(),
                receipt.totals());
    }

    @Test
    void a_receipt_that_is_under_no_anchored_head_is_seen() {
        anchored = head -> new TreeHead(head.treeSize() + 1, head.rootHash());

        assertThat(failed()).containsExactly("INV-2 leaves of X1 under its head on the ledger");
    }

    @Test
    void a_head_over_other_leaves_is_seen() {
        anchored = head -> new TreeHead(head.treeSize(), Digest32.ZERO);

        assertThat(failed()).containsExactly("INV-3 root of X1 under its head on the ledger");
    }

    @Test
    void totals_that_differ_from_the_receipts_are_seen() {
        ledger = onLedger(2, new UsageCounts(2, 1, 1, 1, 100, 1));
        assertThat(failed()).containsExactly("INV-5 totals of X1 on the ledger");

        ledger = new Scene.OnLedger(Map.of(GRANT, 2L), Map.of());
        assertThat(failed()).containsExactly("INV-5 totals of X1 on the ledger");
    }

    @Test
    void a_count_of_the_buyer_that_differs_is_seen_unless_it_asked_in_vain() {
        arrived = List.of(FIRST);
        books = books(List.of(FIRST), List.of());
        assertThat(failed()).containsExactly("INV-5 calls of G-1 as the buyer counts them");

        ends.put(SECOND.callId(), "LOST");
        assertThat(failed()).isEmpty();
    }

    @Test
    void a_difference_is_seen_unless_the_run_explains_it() {
        books = books(List.of(FIRST, SECOND), List.of(difference(FIRST, Difference.Kind.TIME)));
        assertThat(failed()).containsExactly("INV-5 differences that nothing explains");

        history = new Scene.History(Set.of(), Set.of(LOG));
        assertThat(failed()).isEmpty();
        books = books(List.of(FIRST, SECOND), List.of(difference(FIRST, Difference.Kind.TOTALS)));
        assertThat(failed()).containsExactly("INV-5 differences that nothing explains");
    }

    @Test
    void a_log_that_the_buyer_could_not_prove_is_seen() {
        books = new BuyerBooks(books.counted(), books.released(), books.differences(), Set.of(LOG));

        assertThat(failed()).containsExactly("INV-3 logs with receipts that the buyer could not prove");
    }

    private List<String> failed() {
        Map<Digest32, Got> delivered = new HashMap<>();
        arrived.forEach(receipt -> {
            byte[] leaf = LeafCodec.encode(receipt);
            delivered.put(hash(receipt), new Got(receipt.callId(), GRANT, LOG, LOG, leaf));
        });
        Scene scene = new Scene(limits, new Scene.Answers(delivered, ends), books, List.of(log()), ledger, history);
        return Verdict.of(scene).stream()
                .filter(check -> !check.ok())
                .map(Check::name)
                .toList();
    }

    private LogReading log() {
        MerkleFrontier frontier = MerkleFrontier.empty(HASH);
        Map<Digest32, CallReceipt> receipts = new HashMap<>();
        for (CallReceipt receipt : logged) {
            frontier.append(hash(receipt));
            receipts.put(hash(receipt), receipt);
        }
        TreeHead head = anchored.apply(frontier.head());
        SignedTreeHead signed = new SignedTreeHead(LOG, 1, head.treeSize(), head.rootHash(), 1, "c2ln");
        return new LogReading(signed, receipts, frontier.head());
    }

    private static Digest32 hash(CallReceipt receipt) {
        return new MerkleHasher(HASH).leaf(LeafCodec.encode(receipt));
    }

    private static BuyerBooks books(List<CallReceipt> released, List<Difference> differences) {
        return new BuyerBooks(Map.of(GRANT, (long) released.size()), new ArrayList<>(released), differences, Set.of());
    }

    private static Scene.OnLedger onLedger(long given, UsageCounts total) {
        return new Scene.OnLedger(Map.of(GRANT, given), Map.of(Scene.OnLedger.totalOf(LOG, GRANT), total));
    }

    private static Difference difference(CallReceipt receipt, Difference.Kind kind) {
        return new Difference(kind, GRANT, receipt.callId(), LOG, 1, "one", "other", "");
    }

    private static CallReceipt receipt(LeafKind kind, long index) {
        boolean released = kind == LeafKind.RELEASED;
        Digest32 digest = Digest32.of(HASH.hash(new byte[] {(byte) index}));
        return new CallReceipt(
                kind,
                LOG,
                1,
                index,
                1,
                "00".repeat(16),
                index + 1,
                "0" + index + "00".repeat(15),
                GRANT,
                1,
                Action.PROCESS,
                "R-1",
                "SC-1",
                "O-1",
                1,
                digest,
                digest,
                Optional.empty(),
                released ? Optional.empty() : Optional.of(RejectionCode.COUNT),
                released ? new Delivery(Delivery.Hit.HIT, 1, 1, 1, 100, 0) : Delivery.NOTHING,
                digest,
                released ? digest : Digest32.ZERO,
                UsageCounts.ZERO);
    }
}
