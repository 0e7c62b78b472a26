package io.kontor.usage.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.testkit.fixtures.CallReceipts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CNJ-4 and CNJ-5: what a supplier says of a call is compared with what was asked and what came. */
class ReceiptDifferenceTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.journal.close();
    }

    /** A receipt in which one field has another value. */
    private static CallReceipt with(CallReceipt r, Difference.Kind field) {
        return new CallReceipt(
                r.kind(),
                field == Difference.Kind.LOG ? "L2" : r.logId(),
                r.epoch(),
                r.index(),
                field == Difference.Kind.TIME ? r.time() - 60_001 : r.time(),
                field == Difference.Kind.SESSION ? Desk.hex16("other") : r.session(),
                field == Difference.Kind.SEQUENCE ? r.sequence() + 1 : r.sequence(),
                field == Difference.Kind.CALL_ID ? Desk.hex16("other") : r.callId(),
                field == Difference.Kind.GRANT ? "G-2" : r.grantId(),
                r.grantVersion(),
                field == Difference.Kind.ACTION ? Action.VIEW : r.action(),
                r.resourceId(),
                field == Difference.Kind.PURPOSE ? "S-2" : r.scenarioId(),
                r.orderId(),
                r.period(),
                field == Difference.Kind.USER ? Desk.digest("other") : r.user(),
                field == Difference.Kind.APPLICATION ? Desk.digest("other") : r.application(),
                field == Difference.Kind.CONSENT ? Optional.of(Desk.digest("other")) : r.consent(),
                r.refusal(),
                field == Difference.Kind.RESULT_BYTES ? delivery(r, 1) : r.delivery(),
                field == Difference.Kind.REQUEST_DIGEST ? Desk.digest("other") : r.requestDigest(),
                field == Difference.Kind.RESULT_DIGEST ? Desk.digest("other") : r.resultDigest(),
                r.totals());
    }

    private static Delivery delivery(CallReceipt r, long more) {
        Delivery d = r.delivery();
        return new Delivery(d.hit(), d.items(), d.records(), d.usage(), d.bytes() + more, d.pages());
    }

    @Test
    void each_changed_field_gives_the_difference_that_names_it() {
        List<Difference.Kind> fields = List.of(
                Difference.Kind.LOG,
                Difference.Kind.SESSION,
                Difference.Kind.SEQUENCE,
                Difference.Kind.CALL_ID,
                Difference.Kind.GRANT,
                Difference.Kind.ACTION,
                Difference.Kind.PURPOSE,
                Difference.Kind.USER,
                Difference.Kind.APPLICATION,
                Difference.Kind.CONSENT,
                Difference.Kind.REQUEST_DIGEST,
                Difference.Kind.RESULT_BYTES,
                Difference.Kind.RESULT_DIGEST);
        AskedCall asked = desk.ask();
        CallReceipt honest = desk.released(asked);
        Map<Difference.Kind, List<Difference.Kind>> found = new TreeMap<>();
        for (Difference.Kind field : fields) {
            List<Difference> differences = desk.take(asked, with(honest, field));
            found.put(field, differences.stream().map(Difference::kind).toList());
            assertThat(differences.get(0).leaf()).isNotEmpty();
        }
        fields.forEach(field -> assertThat(found.get(field)).containsExactly(field));
        assertThat(desk.counted()).isZero();
        assertThat(desk.journal.unanswered()).hasSize(1);
        assertThat(desk.take(asked, honest)).isEmpty();
        assertThat(desk.counted()).isEqualTo(1);
        desk.reopen();
        assertThat(desk.journal.differences()).extracting(Difference::kind).containsExactlyElementsOf(fields);
        assertThat(desk.journal.differences(12, 5)).hasSize(1);
    }

    @Test
    void a_receipt_of_another_version_order_or_resource_than_the_ledger_names_is_a_difference() {
        AskedCall asked = desk.ask();
        Attempt a = desk.journal.unanswered().get(0);
        Attempt known = new Attempt(
                a.logId(),
                a.session(),
                a.sequence(),
                a.callId(),
                a.grantId(),
                Optional.of(2),
                Optional.of("O-2"),
                Optional.of("R-2"),
                a.action(),
                a.purpose(),
                a.user(),
                a.application(),
                a.consent(),
                a.requestDigest(),
                a.askedAt());
        assertThat(Attempt.fromJson(known.toJson())).isEqualTo(known);
        assertThat(ReceiptCheck.check(known, desk.released(asked), Optional.empty(), desk.clock.millis()))
                .extracting(Finding::kind)
                .containsExactly(Difference.Kind.GRANT_VERSION, Difference.Kind.ORDER, Difference.Kind.RESOURCE);
    }

    /** A supplier writes what it likes into a receipt whose result never came; the next one must not end the counting. */
    @Test
    void a_receipt_that_counts_beyond_what_a_record_holds_is_void_and_the_journal_goes_on() {
        AskedCall first = desk.ask();
        AskedCall second = desk.ask();
        AskedCall third = desk.ask();
        CallReceipt huge = amount(desk.released(first), Checks.MAX, Checks.MAX);
        assertThat(takeOnly(first, huge)).isEmpty();
        assertThat(kinds(takeOnly(second, amount(desk.released(second), Checks.MAX, Checks.MAX))))
                .containsExactly(Difference.Kind.AMOUNT);
        assertThat(kinds(desk.take(third, desk.released(third)))).containsExactly(Difference.Kind.AMOUNT);
        assertThat(desk.journal.unanswered()).hasSize(2);
        desk.reopen();
        assertThat(desk.journal.counts(Desk.ORDER, 1))
                .extracting(PeriodCount::usage)
                .containsExactly(Checks.MAX);
        assertThat(desk.journal.differences())
                .extracting(Difference::got)
                .allSatisfy(got -> assertThat(got).startsWith("with those before "));
    }

    private List<Difference> takeOnly(AskedCall asked, CallReceipt receipt) {
        return desk.journal
                .received(asked, Received.receiptOnly(LeafCodec.encode(receipt)))
                .toCompletableFuture()
                .join();
    }

    /** A release of one record of so many items' worth, with running totals that say the same. */
    private static CallReceipt amount(CallReceipt r, long usage, long bytes) {
        return new CallReceipt(
                r.kind(),
                r.logId(),
                r.epoch(),
                r.index(),
                r.time(),
                r.session(),
                r.sequence(),
                r.callId(),
                r.grantId(),
                r.grantVersion(),
                r.action(),
                r.resourceId(),
                r.scenarioId(),
                r.orderId(),
                r.period(),
                r.user(),
                r.application(),
                r.consent(),
                r.refusal(),
                new Delivery(Delivery.Hit.HIT, 1, usage, usage, bytes, 0),
                r.requestDigest(),
                r.resultDigest(),
                new UsageCounts(1, 1, 1, usage, bytes, 0));
    }

    @Test
    void a_receipt_far_from_the_own_clock_is_named_and_still_counts() {
        AskedCall asked = desk.ask();
        CallReceipt early = with(desk.released(asked), Difference.Kind.TIME);
        assertThat(kinds(desk.take(asked, early))).containsExactly(Difference.Kind.TIME);
        assertThat(desk.counted()).isEqualTo(1);
        assertThat(desk.journal.find(asked.envelope().callId()).orElseThrow().checked())
                .isEqualTo("TIME");
    }

    @Test
    void a_receipt_that_is_fetched_later_is_on_time() {
        AskedCall asked = desk.ask();
        CallReceipt receipt = desk.released(asked);
        desk.clock.advance(Duration.ofMinutes(10));
        assertThat(desk.take(asked, receipt)).isEmpty();
    }

    @Test
    void bytes_that_are_no_receipt_are_a_difference() {
        AskedCall asked = desk.ask();
        Received rubbish = Received.receiptOnly("rubbish".getBytes(StandardCharsets.UTF_8));
        assertThat(kinds(desk.journal
                        .received(asked, rubbish)
                        .toCompletableFuture()
                        .join()))
                .containsExactly(Difference.Kind.UNREADABLE);
        assertThat(desk.journal.unanswered()).hasSize(1);
    }

    @Test
    void a_result_under_a_receipt_that_releases_nothing_is_a_difference() {
        AskedCall asked = desk.ask();
        byte[] leaf = LeafCodec.encode(desk.receipt(asked, LeafKind.FAILED, UsageCounts.ZERO));
        Received came =
                new Received(leaf, Desk.RESULT.length, desk.session.evidence().digest(Desk.RESULT));
        assertThat(kinds(
                        desk.journal.received(asked, came).toCompletableFuture().join()))
                .containsExactly(Difference.Kind.OUTCOME);
    }

    @Test
    void the_same_receipt_again_counts_once_and_another_one_is_a_difference() {
        AskedCall asked = desk.ask();
        CallReceipt receipt = desk.released(asked);
        desk.take(asked, receipt);
        AskedCall again = desk.ask(Desk.session("another"), asked.envelope().callId());
        assertThat(desk.take(again, receipt)).isEmpty();
        assertThat(desk.journal.unanswered()).isEmpty();
        assertThat(desk.journal
                        .received(again, Received.receiptOnly(LeafCodec.encode(receipt)))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(kinds(desk.take(asked, desk.released(asked)))).containsExactly(Difference.Kind.SECOND_RECEIPT);
        assertThat(desk.counted()).isEqualTo(1);
    }

    @Test
    void a_reservation_that_comes_after_its_end_is_no_difference_and_a_new_one_is() {
        AskedCall asked = desk.ask();
        CallReceipt reserved = desk.receipt(asked, LeafKind.RESERVED, new UsageCounts(1, 0, 0, 0, 0, 0));
        assertThat(desk.take(asked, desk.released(asked))).isEmpty();
        AskedCall again = desk.ask(Desk.session("another"), asked.envelope().callId());
        assertThat(desk.take(again, reserved)).isEmpty();
        assertThat(desk.journal.unanswered()).isEmpty();
        CallReceipt later = desk.receipt(asked, LeafKind.RESERVED, new UsageCounts(2, 1, 1, 24, 10, 0));
        assertThat(kinds(desk.take(asked, later))).contains(Difference.Kind.SECOND_RECEIPT);
        assertThat(desk.counted()).isEqualTo(1);
    }

    @Test
    void totals_follow_in_whatever_order_receipts_arrive() {
        AskedCall first = desk.ask();
        AskedCall second = desk.ask();
        AskedCall third = desk.ask();
        CallReceipt one = desk.released(first);
        CallReceipt two = desk.released(second);
        CallReceipt three = desk.released(third);
        assertThat(desk.take(third, three)).isEmpty();
        assertThat(desk.take(first, one)).isEmpty();
        assertThat(desk.take(second, two)).isEmpty();
        assertThat(desk.callAndTake()).isEmpty();
    }

    @Test
    void totals_with_a_call_that_nobody_asked_are_a_difference_once() {
        desk.callAndTake();
        AskedCall asked = desk.ask();
        CallReceipt inflated = desk.receipt(asked, LeafKind.RELEASED, Desk.counts(3));
        List<Difference> found = desk.take(asked, inflated);
        assertThat(kinds(found)).containsExactly(Difference.Kind.TOTALS);
        assertThat(found.get(0).expected()).isEqualTo("at most 2 calls");
        assertThat(desk.counted()).isEqualTo(2);
        desk.reopen();
        AskedCall next = desk.ask();
        assertThat(desk.take(next, desk.receipt(next, LeafKind.RELEASED, Desk.counts(4))))
                .isEmpty();
        AskedCall last = desk.ask();
        assertThat(kinds(desk.take(last, desk.receipt(last, LeafKind.RELEASED, Desk.counts(6)))))
                .containsExactly(Difference.Kind.TOTALS);
    }

    @Test
    void totals_may_hold_calls_whose_receipt_is_not_here_yet() {
        desk.ask();
        AskedCall asked = desk.ask();
        assertThat(desk.take(asked, desk.receipt(asked, LeafKind.RELEASED, Desk.counts(2))))
                .isEmpty();
    }

    @Test
    void totals_that_fall_or_charge_more_usage_are_differences() {
        desk.callAndTake();
        AskedCall fallen = desk.ask();
        assertThat(kinds(desk.take(fallen, desk.receipt(fallen, LeafKind.RELEASED, Desk.counts(1)))))
                .containsExactly(Difference.Kind.TOTALS);
        AskedCall dear = desk.ask();
        UsageCounts more = new UsageCounts(3, 3, 3, 24 * 3 + 1, Desk.RESULT.length * 3L, 0);
        assertThat(kinds(desk.take(dear, desk.receipt(dear, LeafKind.RELEASED, more))))
                .containsExactly(Difference.Kind.TOTALS);
    }

    @Test
    void two_leaves_at_one_index_are_a_difference() {
        AskedCall first = desk.ask();
        AskedCall second = desk.ask();
        CallReceipt one = desk.released(first);
        desk.take(first, one);
        CallReceipt two = desk.released(second);
        LeafPosition at = new LeafPosition(two.logId(), two.epoch(), one.index(), two.time());
        CallReceipt moved = CallReceipts.changed(two, at, two.totals());
        assertThat(kinds(desk.take(second, moved))).containsExactly(Difference.Kind.LOG_INDEX);
    }

    private static List<Difference.Kind> kinds(List<Difference> differences) {
        return differences.stream().map(Difference::kind).toList();
    }
}
