package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static io.kontor.testkit.fixtures.ClaimDay.HIT;
import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.order.OrderLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SupplierShare;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code settlement:…} without disputes: steps 14 to 17, SET-1 to SET-5. */
class SettlementTest {

    private final Bed bed = new Bed();
    private final ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);

    /** Steps 14 to 16: 288 → 27.84; units 13.14, operator 14.70; 7.67 and 5.47. */
    @Test
    void the_demos_period_is_rated_and_shared_to_the_fen() {
        day.callAsInTheDemo().closePeriod(1);
        Settlement calculated = day.calculate(1);
        PeriodRating rating = calculated.rating().orElseThrow();
        assertThat(calculated.status()).isEqualTo(SettlementStatus.CALCULATED);
        assertThat(rating.usage()).isEqualTo(288);
        assertThat(rating.charge()).isEqualTo(2_784);
        assertThat(rating.lines())
                .extracting(line -> line.quantity() + " × " + line.price())
                .containsExactly("240 × 0.1000", "48 × 0.0800");
        assertThat(calculated.disputedUsage()).isZero();

        day.buyer().confirm(ORDER, 1, 2_784);
        assertThat(day.seller().confirm(ORDER, 1, 2_784).record().status()).isEqualTo(SettlementStatus.CONFIRMED);
        Settlement shared =
                day.seller().pay(ORDER, 1, DemoRecords.digest("payment")).record();
        assertThat(shared.status()).isEqualTo(SettlementStatus.SHARED);
        PeriodShares shares = shared.shares().orElseThrow();
        assertThat(shares.units()).isEqualTo(1_314);
        assertThat(shares.operator()).isEqualTo(1_470);
        assertThat(shares.suppliers())
                .containsExactly(
                        new SupplierShare("F-H1", 168, 767, 1, 0, Optional.empty(), Optional.empty()),
                        new SupplierShare("F-H2", 120, 547, 0, 0, Optional.empty(), Optional.empty()));
    }

    /** Step 17. */
    @Test
    void notices_and_treasury_receipts_complete_the_period() {
        day.share();
        rejects(RejectionCode.ORGANISATION, () -> day.supplier("F-H2").notice(ORDER, 1, "F-H1", "N-1"));
        rejects(
                RejectionCode.WRONG_STATE,
                () -> day.supplier("F-H1").treasury(ORDER, 1, "F-H1", DemoRecords.digest("T-1")));
        assertThat(day.supplier("F-H1").notice(ORDER, 1, "F-H1", "N-1").record().status())
                .isEqualTo(SettlementStatus.SHARED);
        day.supplier("F-H1").notice(ORDER, 1, "F-H1", "N-1");
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> day.supplier("F-H1").notice(ORDER, 1, "F-H1", "N-9"));
        assertThat(day.supplier("F-H2").notice(ORDER, 1, "F-H2", "N-2").record().status())
                .isEqualTo(SettlementStatus.NON_TAX_NOTICED);
        day.supplier("F-H1").treasury(ORDER, 1, "F-H1", DemoRecords.digest("T-1"));
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> day.supplier("F-H1").treasury(ORDER, 1, "F-H1", DemoRecords.digest("T-9")));
        assertThat(day.supplier("F-H2")
                        .treasury(ORDER, 1, "F-H2", DemoRecords.digest("T-2"))
                        .record()
                        .status())
                .isEqualTo(SettlementStatus.TREASURY_PAID);
    }

    @Test
    void a_period_is_closed_by_both_signatures_and_the_next_begins() {
        assertThat(day.buyer().close(ORDER, 1).record().status()).isEqualTo(SettlementStatus.OPEN);
        assertThat(day.buyer().close(ORDER, 1).record().closings()).hasSize(1);
        rejects(RejectionCode.ORGANISATION, () -> new SettlementLedger(bed.officer("Q-OPS")).close(ORDER, 1));
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().close(ORDER, 2));
        Settlement closed = day.seller().close(ORDER, 1).record();
        assertThat(closed.status()).isEqualTo(SettlementStatus.CLOSED_FOR_METERING);
        assertThat(closed.closedAt()).contains(Bed.NOW.toEpochMilli());
        assertThat(new OrderLedger(bed.officer("F-OPS")).order(ORDER).period()).isEqualTo(2);
        assertThat(day.seller().close(ORDER, 1).record()).isEqualTo(closed);
    }

    /** SET-1: every log that took units has anchored its end, and the buyer has counted. */
    @Test
    void a_period_is_calculated_only_when_all_logs_ended_it_and_the_buyer_counted() {
        day.callAsInTheDemo();
        rejects(RejectionCode.NOT_FOUND, () -> day.seller().calculate(ORDER, 1));
        day.buyer().close(ORDER, 1);
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().calculate(ORDER, 1));
        day.seller().close(ORDER, 1);
        day.log1().closePeriod(ORDER, 1).anchor();
        day.log2().anchor();
        day.count(1, day.ownCounts(1));
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().calculate(ORDER, 1));
        day.log2().closePeriod(ORDER, 1).anchor();
        rejects(RejectionCode.ORGANISATION, () -> new SettlementLedger(bed.officer("Q-OPS")).calculate(ORDER, 1));
        assertThat(day.seller()
                        .calculate(ORDER, 1)
                        .record()
                        .rating()
                        .orElseThrow()
                        .charge())
                .isEqualTo(2_784);
    }

    @Test
    void a_period_with_calls_waits_for_the_buyers_counts() {
        day.callAsInTheDemo().closePeriod(1);
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().calculate(ORDER, 1));
    }

    @Test
    void a_period_without_calls_is_calculated_without_counts() {
        day.closePeriod(1);
        Settlement settlement = day.seller().calculate(ORDER, 1).record();
        assertThat(settlement.rating().orElseThrow().charge()).isZero();
        assertThat(settlement.rating().orElseThrow().lines()).isEmpty();
    }

    /** SET-2: the smaller count is charged, the difference is disputed. */
    @Test
    void a_difference_of_the_counts_is_not_charged() {
        day.callAsInTheDemo().closePeriod(1);
        day.count(
                1,
                List.of(
                        new PeriodCount("G-R2", Action.PROCESS, 4, 4, 96),
                        new PeriodCount("G-R1", Action.PROCESS, 9, 8, 192)));
        Settlement settlement = day.seller().calculate(ORDER, 1).record();
        assertThat(settlement.disputedUsage()).isEqualTo(48);
        assertThat(settlement.rating().orElseThrow().usage()).isEqualTo(264);
        assertThat(settlement.rating().orElseThrow().charge()).isEqualTo(2_592);
    }

    @Test
    void the_buyer_counts_once_for_its_own_grants() {
        day.callAsInTheDemo();
        rejects(RejectionCode.NOT_FOUND, () -> day.count(1, day.ownCounts(1)));
        day.closePeriod(1);
        rejects(RejectionCode.BOUNDS, () -> day.count(1, List.of()));
        PeriodCount r1 = day.ownCounts(1).get(0);
        rejects(RejectionCode.MALFORMED, () -> day.count(1, List.of(r1, r1)));
        rejects(RejectionCode.ORDER, () -> day.count(1, List.of(new PeriodCount("G-9", Action.PROCESS, 1, 1, 24))));
        day.count(1, day.ownCounts(1));
        day.count(1, day.ownCounts(1));
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> day.count(1, List.of(r1)));
    }

    /** SET-5: a second run changes nothing. */
    @Test
    void a_second_run_of_each_step_changes_nothing() {
        day.share();
        OrderAccount account = day.buyer().account(ORDER);
        Settlement settlement = day.buyer().settlement(ORDER, 1);
        assertThat(day.seller().calculate(ORDER, 1).record()).isEqualTo(settlement);
        assertThat(day.buyer().confirm(ORDER, 1, 2_784).record()).isEqualTo(settlement);
        assertThat(day.seller().pay(ORDER, 1, DemoRecords.digest("payment 1")).record())
                .isEqualTo(settlement);
        assertThat(day.buyer().account(ORDER)).isEqualTo(account);
        assertThat(account.charged()).isEqualTo(account.units() + account.operator());
    }

    @Test
    void another_charge_than_the_calculated_is_not_confirmed() {
        day.callAsInTheDemo().closePeriod(1);
        rejects(RejectionCode.WRONG_STATE, () -> day.buyer().confirm(ORDER, 1, 2_784));
        day.calculate(1);
        rejects(RejectionCode.BOUNDS, () -> day.buyer().confirm(ORDER, 1, 2_783));
        rejects(RejectionCode.ORGANISATION, () -> new SettlementLedger(bed.officer("Q-OPS")).confirm(ORDER, 1, 2_784));
    }

    @Test
    void a_payment_receipt_pays_one_period_after_both_confirmed() {
        day.callAsInTheDemo().closePeriod(1);
        day.calculate(1);
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().pay(ORDER, 1, DemoRecords.digest("payment 1")));
        day.buyer().confirm(ORDER, 1, 2_784);
        day.seller().confirm(ORDER, 1, 2_784);
        rejects(
                RejectionCode.ORGANISATION,
                () -> new SettlementLedger(bed.officer("Q-OPS")).pay(ORDER, 1, DemoRecords.digest("payment 1")));
        day.seller().pay(ORDER, 1, DemoRecords.digest("payment 1"));
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> day.seller().pay(ORDER, 1, DemoRecords.digest("payment 9")));
        day.callH1(1, HIT);
        day.closePeriod(2);
        long charge = day.calculate(2).rating().orElseThrow().charge();
        day.buyer().confirm(ORDER, 2, charge);
        day.seller().confirm(ORDER, 2, charge);
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> day.seller().pay(ORDER, 2, DemoRecords.digest("payment 1")));
    }

    /** INT-2, INT-12, T9: bands and the threshold of the split go on over the order's life. */
    @Test
    void a_second_period_goes_on_in_the_bands_and_in_the_split() {
        day.share();
        day.callH2(40, HIT);
        day.closePeriod(2);
        Settlement second = day.payPeriod(2);
        assertThat(second.rating().orElseThrow().usageBefore()).isEqualTo(288);
        assertThat(second.rating().orElseThrow().chargeBefore()).isEqualTo(2_784);
        // 288 → 1,248: 912 × 0.08 + 48 × 0.06 = 72.96 + 2.88
        assertThat(second.rating().orElseThrow().charge()).isEqualTo(7_584);
        PeriodShares shares = second.shares().orElseThrow();
        // U(103.68) = 10.00 + 83.68 × 0.4 = 43.472 → 43.47; minus 13.14
        assertThat(shares.units()).isEqualTo(3_033);
        assertThat(shares.operator()).isEqualTo(4_551);
        OrderAccount account = day.buyer().account(ORDER);
        assertThat(account.charged()).isEqualTo(10_368);
        assertThat(account.units()).isEqualTo(4_347);
        assertThat(account.operator()).isEqualTo(6_021);
        // 7.67 and 5.47 of the first period; the second is F-H2's alone (SHR-5)
        assertThat(account.suppliers())
                .extracting(s -> s.supplier() + " " + s.amount())
                .containsExactly("F-H1 767", "F-H2 3580");
    }

    @Test
    void periods_are_calculated_and_paid_in_their_order() {
        day.callAsInTheDemo().closePeriod(1).closePeriod(2);
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().calculate(ORDER, 2));
        day.calculate(1);
        day.seller().calculate(ORDER, 2);
        day.buyer().confirm(ORDER, 2, 0);
        day.seller().confirm(ORDER, 2, 0);
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().pay(ORDER, 2, DemoRecords.digest("payment 2")));
    }
}
