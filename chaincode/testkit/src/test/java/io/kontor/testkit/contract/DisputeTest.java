package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static io.kontor.testkit.fixtures.ClaimDay.HIT;
import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNote.SupplierDifference;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.DisputeStatus;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SupplierShare;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Disputes and credit notes: step 19, DIS-1 to DIS-3. */
class DisputeTest {

    private final Bed bed = new Bed();
    private final ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);

    /** Step 19: Δ −1.92; units −0.77, operator −1.15; F-H1 +0.20, F-H2 −0.97. */
    @Test
    void an_upheld_dispute_leaves_everyone_as_if_the_call_had_never_been_made() {
        day.share();
        DisputeOpening opening = day.dispute("D-1", day.log2(), 3);
        Dispute raised = day.buyer().dispute(opening).record();
        assertThat(raised.status()).isEqualTo(DisputeStatus.RAISED);
        assertThat(raised.usage()).isEqualTo(24);
        assertThat(raised.grantId()).isEqualTo("G-R2");
        assertThat(day.buyer().dispute(opening).record()).isEqualTo(raised);
        Dispute evidence = day.supplier("F-H2")
                .evidence("D-1", DemoRecords.digest("bundle"))
                .record();
        assertThat(evidence.status()).isEqualTo(DisputeStatus.EVIDENCE_COLLECTED);

        CreditNote note = day.seller().uphold("D-1", "wrong record").record();
        assertThat(note)
                .isEqualTo(new CreditNote(
                        ORDER,
                        2,
                        "D-1",
                        24,
                        -192,
                        -77,
                        -115,
                        List.of(new SupplierDifference("F-H1", 20), new SupplierDifference("F-H2", -97))));
        assertThat(day.buyer().disputed("D-1").status()).isEqualTo(DisputeStatus.UPHELD);
        assertThat(day.buyer().disputed("D-1").creditPeriod()).contains(2);
        assertThat(day.seller().uphold("D-1", "wrong record").record()).isEqualTo(note);
    }

    @Test
    void the_account_stands_as_if_the_call_had_never_been_made() {
        day.share();
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        day.seller().uphold("D-1", "wrong record");
        OrderAccount account = day.buyer().account(ORDER);
        assertThat(account)
                .isEqualTo(new OrderAccount(
                        ORDER,
                        264,
                        2_592,
                        1_237,
                        1_355,
                        List.of(
                                new OrderAccount.SupplierAccount("F-H1", 168, 787, 20),
                                new OrderAccount.SupplierAccount("F-H2", 96, 450, -97))));
        day.seller().uphold("D-1", "wrong record");
        assertThat(day.buyer().account(ORDER)).isEqualTo(account);
    }

    /** The difference is offset against the next notices. */
    @Test
    void a_correction_is_offset_against_the_next_shares() {
        day.share();
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        day.seller().uphold("D-1", "wrong record");
        day.callH1(1, HIT);
        day.callH2(1, HIT);
        Settlement second = day.closePeriod(2).payPeriod(2);
        // 264 → 312: 48 × 0.08 = 3.84; U(29.76) = 10.00 + 9.76 × 0.4 = 13.904 → 13.90
        assertThat(second.rating().orElseThrow().charge()).isEqualTo(384);
        List<SupplierShare> shares = second.shares().orElseThrow().suppliers();
        // 13.90 − 12.37 = 1.53 by 24 : 24 = 0.765 / 0.765, the odd fen to F-H1
        assertThat(shares)
                .extracting(s -> s.supplier() + " " + s.amount() + " " + s.offset())
                .containsExactly("F-H1 77 20", "F-H2 76 -76");
        assertThat(day.buyer().account(ORDER).suppliers())
                .extracting(s -> s.supplier() + " " + s.offset())
                .containsExactly("F-H1 0", "F-H2 -21");
        rejects(RejectionCode.WRONG_STATE, () -> day.supplier("F-H2").notice(ORDER, 2, "F-H2", "N-2"));
    }

    @Test
    void a_dismissed_dispute_changes_nothing() {
        day.share();
        OrderAccount account = day.buyer().account(ORDER);
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        rejects(RejectionCode.ORGANISATION, () -> new SettlementLedger(bed.officer("Q-OPS")).dismiss("D-1", "no"));
        rejects(RejectionCode.ORGANISATION, () -> new SettlementLedger(bed.officer("Q-DATA")).dismiss("D-1", "no"));
        Dispute dispute = new SettlementLedger(bed.officer("F-DATA"))
                .dismiss("D-1", "right record")
                .record();
        assertThat(dispute.status()).isEqualTo(DisputeStatus.DISMISSED);
        assertThat(day.buyer().account(ORDER)).isEqualTo(account);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> day.seller().uphold("D-1", "after all"));
    }

    @Test
    void a_call_is_disputed_once_by_its_buyer_with_a_proof() {
        day.share();
        DisputeOpening good = day.dispute("D-1", day.log2(), 3);
        InclusionProof other = day.log2().proof(2);
        rejects(
                RejectionCode.PROOF,
                () -> day.buyer().dispute(new DisputeOpening("D-1", ORDER, good.leaf(), other, "ground")));
        byte[] changed = day.log2().leaf(3);
        changed[changed.length - 1] ^= 1;
        String leaf = Base64.getEncoder().encodeToString(changed);
        rejects(
                RejectionCode.PROOF,
                () -> day.buyer().dispute(new DisputeOpening("D-1", ORDER, leaf, good.proof(), "ground")));
        rejects(
                RejectionCode.MALFORMED,
                () -> day.buyer().dispute(new DisputeOpening("D-1", ORDER, "AAAA", good.proof(), "ground")));
        day.buyer().dispute(good);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> day.buyer().dispute(day.dispute("D-2", day.log2(), 3)));
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> day.buyer().dispute(day.dispute("D-1", day.log2(), 4)));
    }

    @Test
    void only_a_released_hit_of_the_order_is_disputed() {
        day.share();
        rejects(RejectionCode.ORDER, () -> day.buyer().dispute(day.dispute("D-1", day.log1(), 8)));
        rejects(RejectionCode.MALFORMED, () -> day.buyer().dispute(day.dispute("D-1", day.log1(), 0)));
    }

    @Test
    void a_call_is_disputed_within_the_window_after_the_confirmation() {
        day.callAsInTheDemo().closePeriod(1);
        rejects(RejectionCode.WRONG_STATE, () -> day.buyer().dispute(day.dispute("D-1", day.log2(), 3)));
        day.payPeriod(1);
        bed.clock.advance(Duration.ofDays(30).plusMillis(1));
        rejects(RejectionCode.BOUNDS, () -> day.buyer().dispute(day.dispute("D-1", day.log2(), 3)));
        bed.clock.advance(Duration.ofMillis(-1));
        assertThat(day.buyer()
                        .dispute(day.dispute("D-1", day.log2(), 3))
                        .record()
                        .status())
                .isEqualTo(DisputeStatus.RAISED);
    }

    @Test
    void a_dispute_is_upheld_once_the_period_is_shared() {
        day.callAsInTheDemo().closePeriod(1);
        day.calculate(1);
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        rejects(RejectionCode.WRONG_STATE, () -> day.seller().uphold("D-1", "wrong record"));
        rejects(
                RejectionCode.MALFORMED,
                () -> bed.officer("F-OPS")
                        .submit(
                                "settlement:resolve",
                                Bed.json("{'disputeId':'D-1','outcome':'RAISED','decision':'x'}")));
    }

    @Test
    void evidence_is_given_by_a_party_once() {
        day.share();
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new SettlementLedger(bed.officer("Q-OPS")).evidence("D-1", DemoRecords.digest("b")));
        day.buyer().evidence("D-1", DemoRecords.digest("b"));
        day.seller().evidence("D-1", DemoRecords.digest("b"));
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> day.seller().evidence("D-1", DemoRecords.digest("c")));
        day.seller().dismiss("D-1", "no");
        rejects(RejectionCode.NOT_FOUND, () -> day.seller().evidence("D-9", DemoRecords.digest("c")));
    }
}
