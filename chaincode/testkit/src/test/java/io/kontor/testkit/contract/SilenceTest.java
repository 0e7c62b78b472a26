package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static io.kontor.testkit.fixtures.ClaimDay.HIT;
import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Action;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SignedUsage;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A settlement waits for nobody for ever: SET-1, SET-6, SET-7 and SET-8. */
class SilenceTest {

    private static final Duration COUNT_DAYS = Duration.ofDays(7);

    private final Bed bed = new Bed();
    private final ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);
    private final SigningKey buyersKey = CryptoSuites.intl()
            .signingKey(bed.cast.connector("Q-INS").issued().privateKey().getEncoded());
    private final SettlementLedger h1 = new SettlementLedger(bed.connector("F-H1"));
    private final SettlementLedger regulator = new SettlementLedger(bed.officer("F-DATA"));

    /** A call stands at leaf 1, the next at leaf 2 and so on. */
    private SignedUsage usage(long head, long receipt) {
        TestLog log = day.log1();
        return new SignedUsage(ORDER, 1, log.proven(head), log.proven(receipt));
    }

    private void closeByBoth() {
        day.buyer().close(ORDER, 1);
        day.seller().close(ORDER, 1);
    }

    /** SET-7: three of five calls stand under the buyer's last head. */
    @Test
    void a_silent_buyer_is_charged_up_to_its_own_last_signed_head() {
        day.callH1(2, HIT);
        long early = day.log1().consumerHead("G-R1", 2, buyersKey);
        day.callH1(1, HIT);
        long head = day.log1().consumerHead("G-R1", 3, buyersKey);
        day.callH1(2, HIT);
        day.closePeriod(1);
        assertThat(h1.acknowledge(usage(head, early + 1)).record().count())
                .isEqualTo(new PeriodCount("G-R1", Action.PROCESS, 3, 3, 72));
        assertThat(h1.acknowledge(usage(early, 2)).record().treeSize()).isEqualTo(3);
        rejects(RejectionCode.WRONG_STATE, () -> h1.calculate(ORDER, 1));
        bed.clock.advance(COUNT_DAYS);
        Settlement settlement = h1.calculate(ORDER, 1).record();
        assertThat(settlement.rating().orElseThrow().charge()).isEqualTo(720);
        assertThat(settlement.disputedUsage()).isEqualTo(48);
        assertThat(settlement.buyerCounts()).containsExactly(new PeriodCount("G-R1", Action.PROCESS, 3, 3, 72));
        assertThat(bed.network.state().keys("silence/")).containsExactly("silence/O-1/1");
        long late = day.log1().consumerHead("G-R1", 5, buyersKey);
        day.log1().anchor();
        rejects(RejectionCode.WRONG_STATE, () -> h1.acknowledge(usage(late, head + 2)));
    }

    /** SET-7: each check of what is said to be acknowledged. */
    @Test
    void nothing_is_acknowledged_without_the_buyers_signature_the_proofs_and_enough_answered_calls() {
        day.callH1(3, HIT);
        long few = day.log1().consumerHead("G-R1", 2, buyersKey);
        long forged = day.log1().consumerHead("G-R1", 3, CryptoSuites.intl().newSigningKey());
        long other = day.log1().consumerHead("G-R2", 3, buyersKey);
        day.callH1(1, HIT);
        day.log1().anchor();
        rejects(RejectionCode.BOUNDS, () -> h1.acknowledge(usage(few, 3)));
        rejects(RejectionCode.HEAD_SIGNATURE, () -> h1.acknowledge(usage(forged, 3)));
        rejects(RejectionCode.ORDER, () -> h1.acknowledge(usage(other, 3)));
        rejects(RejectionCode.BOUNDS, () -> h1.acknowledge(usage(few, other + 1)));
        rejects(RejectionCode.MALFORMED, () -> h1.acknowledge(usage(3, 2)));
        rejects(RejectionCode.MALFORMED, () -> h1.acknowledge(usage(few, 0)));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new SettlementLedger(bed.connector("F-H2")).acknowledge(usage(few, 2)));
        ProvenLeaf wrong = ProvenLeaf.of(day.log1().leaf(2), day.log1().proof(1));
        rejects(
                RejectionCode.PROOF,
                () -> h1.acknowledge(new SignedUsage(ORDER, 1, day.log1().proven(few), wrong)));
        rejects(
                RejectionCode.ORDER,
                () -> h1.acknowledge(new SignedUsage(
                        ORDER, 2, day.log1().proven(few), day.log1().proven(2))));
        assertThat(h1.acknowledge(usage(few, 2)).record().count().calls()).isEqualTo(2);
    }

    /** SET-7: a head covers the calls of all periods, so an earlier period's calls are not acknowledged again. */
    @Test
    void calls_of_earlier_periods_are_taken_off_what_a_head_covers() {
        day.callH1(3, HIT);
        day.closePeriod(1).payPeriod(1);
        day.callH1(2, HIT);
        long head = day.log1().consumerHead("G-R1", 4, buyersKey);
        day.closePeriod(2);
        rejects(
                RejectionCode.BOUNDS,
                () -> h1.acknowledge(new SignedUsage(
                        ORDER, 2, day.log1().proven(head), day.log1().proven(head - 1))));
        h1.acknowledge(
                new SignedUsage(ORDER, 2, day.log1().proven(head), day.log1().proven(head - 2)));
        bed.clock.advance(COUNT_DAYS);
        assertThat(h1.calculate(ORDER, 2).record().rating().orElseThrow().usage())
                .isEqualTo(24);
    }

    @Test
    void a_buyer_that_never_signed_a_head_is_charged_nothing_and_all_is_disputed() {
        day.callH1(2, HIT);
        day.closePeriod(1);
        bed.clock.advance(COUNT_DAYS);
        Settlement settlement = h1.calculate(ORDER, 1).record();
        assertThat(settlement.rating().orElseThrow().charge()).isZero();
        assertThat(settlement.disputedUsage()).isEqualTo(48);
    }

    /** SET-6: a log that is gone counts to its last head. */
    @Test
    void a_dead_log_counts_to_its_last_head_after_the_deadline() {
        day.callAsInTheDemo();
        day.log2().anchor();
        closeByBoth();
        day.log1().closePeriod(ORDER, 1).anchor();
        day.count(1, day.ownCounts(1));
        rejects(RejectionCode.WRONG_STATE, () -> h1.calculate(ORDER, 1));
        bed.clock.advance(COUNT_DAYS.minusMillis(1));
        rejects(RejectionCode.WRONG_STATE, () -> h1.calculate(ORDER, 1));
        bed.clock.advance(Duration.ofMillis(1));
        assertThat(h1.calculate(ORDER, 1).record().rating().orElseThrow().charge())
                .isEqualTo(2_784);
        assertThat(bed.network.state().keys("silence/")).isEmpty();
    }

    /** SET-1: a log that was written off is not waited for. */
    @Test
    void a_written_off_log_counts_to_its_last_head_at_once() {
        day.callAsInTheDemo();
        day.log2().anchor();
        closeByBoth();
        day.log1().closePeriod(ORDER, 1).anchor();
        day.count(1, day.ownCounts(1));
        new ReceiptLedger(bed.officer("F-H2")).writeOff("L-2", "the machine is lost");
        assertThat(h1.calculate(ORDER, 1).record().rating().orElseThrow().charge())
                .isEqualTo(2_784);
    }

    /** SET-8: the period began at the order's signature in September; it is over when October begins in Shanghai. */
    @Test
    void a_regulator_closes_a_period_that_is_over_by_the_calendar() {
        day.callAsInTheDemo();
        day.buyer().close(ORDER, 1);
        bed.clock.set(Instant.parse("2026-09-30T15:59:59.999Z"));
        rejects(RejectionCode.WRONG_STATE, () -> regulator.enforce(ORDER, 1, "the seller does not sign"));
        bed.clock.advance(Duration.ofMillis(1));
        rejects(
                RejectionCode.CITY,
                () -> new SettlementLedger(bed.officer("Q-DATA")).enforce(ORDER, 1, "another city's"));
        Settlement closed =
                regulator.enforce(ORDER, 1, "the seller does not sign").record();
        assertThat(closed.status()).isEqualTo(SettlementStatus.CLOSED_FOR_METERING);
        assertThat(closed.closings()).extracting(s -> s.participantId()).containsExactly("Q-INS", "F-DATA");
        assertThat(regulator.enforce(ORDER, 1, "again").record()).isEqualTo(closed);
        rejects(RejectionCode.WRONG_STATE, () -> regulator.enforce(ORDER, 2, "not over"));
        rejects(RejectionCode.WRONG_STATE, () -> regulator.enforce(ORDER, 3, "not begun"));
    }

    @Test
    void a_regulator_confirms_a_charge_for_which_nobody_signs_after_the_deadline() {
        day.callAsInTheDemo().closePeriod(1).calculate(1);
        rejects(RejectionCode.WRONG_STATE, () -> regulator.enforce(ORDER, 1, "the buyer does not sign"));
        bed.clock.advance(COUNT_DAYS);
        Settlement confirmed =
                regulator.enforce(ORDER, 1, "the buyer does not sign").record();
        assertThat(confirmed.status()).isEqualTo(SettlementStatus.CONFIRMED);
        assertThat(regulator.enforce(ORDER, 1, "again").record()).isEqualTo(confirmed);
        assertThat(bed.network.state().keys("enforced/")).containsExactly("enforced/O-1/1/CONFIRMED");
        assertThat(day.seller()
                        .pay(ORDER, 1, DemoRecords.digest("payment"))
                        .record()
                        .status())
                .isEqualTo(SettlementStatus.SHARED);
        rejects(RejectionCode.ROLE, () -> day.buyer().enforce(ORDER, 1, "me"));
    }
}
