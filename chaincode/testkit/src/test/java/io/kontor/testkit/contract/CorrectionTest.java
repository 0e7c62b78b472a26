package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static io.kontor.testkit.fixtures.ClaimDay.HIT;
import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dispute may be raised on and how much it may correct: DIS-1, DIS-3, SET-5. */
class CorrectionTest {

    private final Bed bed = new Bed();
    private final ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);

    private void uphold(String disputeId, long index) {
        day.buyer().dispute(day.dispute(disputeId, day.log2(), index));
        day.seller().uphold(disputeId, "wrong record");
    }

    /** A leaf of somebody else's log says nothing about a supplier's calls. */
    @Test
    void only_a_receipt_of_the_suppliers_own_log_is_disputed() {
        day.callAsInTheDemo();
        long forged = day.log1().released(bed.grant("G-R2"), 1, callId(99), HIT).index();
        day.closePeriod(1).payPeriod(1);
        rejects(RejectionCode.ORDER, () -> day.buyer().dispute(day.dispute("D-1", day.log1(), forged)));
    }

    @Test
    void the_same_opening_is_answered_again_when_the_log_has_gone_on() {
        day.share();
        DisputeOpening opening = day.dispute("D-1", day.log2(), 3);
        Dispute raised = day.buyer().dispute(opening).record();
        day.callH2(1, HIT);
        day.log2().anchor();
        assertThat(day.buyer().dispute(opening).record()).isEqualTo(raised);
        rejects(
                RejectionCode.PROOF,
                () -> day.buyer()
                        .dispute(new DisputeOpening(
                                "D-2", ORDER, day.dispute("D-2", day.log2(), 4).leaf(), opening.proof(), "ground")));
    }

    /** Of five calls four were charged; later usage of the supplier does not make the fifth a charged one. */
    @Test
    void no_more_is_credited_of_a_period_than_was_charged_in_it() {
        day.callAsInTheDemo().closePeriod(1);
        day.count(
                1,
                List.of(
                        new PeriodCount("G-R1", Action.PROCESS, 8, 7, 168),
                        new PeriodCount("G-R2", Action.PROCESS, 4, 4, 96)));
        day.seller().calculate(ORDER, 1);
        day.buyer().confirm(ORDER, 1, 2_592);
        day.seller().confirm(ORDER, 1, 2_592);
        day.seller().pay(ORDER, 1, DemoRecords.digest("payment 1"));
        day.callH2(2, HIT);
        day.closePeriod(2).payPeriod(2);
        for (int i = 1; i <= 4; i++) {
            uphold("D-" + i, i);
        }
        rejects(RejectionCode.WRONG_STATE, () -> uphold("D-5", 5));
        assertThat(day.buyer().account(ORDER).usage()).isEqualTo(168 + 48);
    }

    /** A call is taken back while later usage is charged and not shared yet. */
    @Test
    void a_correction_waits_for_the_payment_of_later_periods() {
        day.callH2(1, HIT);
        day.closePeriod(1).payPeriod(1);
        day.callH1(20, HIT);
        day.closePeriod(2);
        long charge = day.calculate(2).rating().orElseThrow().charge();
        day.buyer().dispute(day.dispute("D-1", day.log2(), 1));
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().uphold("D-1", "wrong record"));
        day.buyer().confirm(ORDER, 2, charge);
        day.seller().confirm(ORDER, 2, charge);
        day.seller().pay(ORDER, 2, DemoRecords.digest("payment 2"));
        day.seller().uphold("D-1", "wrong record");
        // F(480) = 24.00 + 240 × 0.08 = 43.20; U = 10.00 + 23.20 × 0.4 = 19.28
        OrderAccount account = day.buyer().account(ORDER);
        assertThat(account.charged()).isEqualTo(4_320);
        assertThat(account.units()).isEqualTo(1_928);
        assertThat(account.suppliers())
                .extracting(s -> s.supplier() + " " + s.amount())
                .containsExactly("F-H1 1928", "F-H2 0");
    }
}
