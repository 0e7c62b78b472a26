package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static io.kontor.testkit.fixtures.ClaimDay.HIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.derivative.DerivativeLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeStatus;
import io.kontor.model.derivative.DerivativeSubmission;
import io.kontor.model.derivative.ParentCall;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code derivative:…}: DRV-1 to DRV-3. */
class DerivativeTest {

    private static final Digest32 DIGEST = DemoRecords.digest("a table of claims by month");

    private final Bed bed = new Bed();
    private final ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);
    private final DerivativeLedger buyer = new DerivativeLedger(bed.connector("Q-INS"));
    private final DerivativeLedger supplier = new DerivativeLedger(bed.officer("F-H1"));

    @BeforeEach
    void call() {
        day.callH1(2, HIT);
        day.callH2(1, HIT);
        day.log1().anchor();
        day.log2().anchor();
    }

    private static DerivativeSubmission submission(String id, List<ProvenLeaf> calls, String... parents) {
        return new DerivativeSubmission(
                id, "G-R1", DIGEST, "claims by month", "report to the board", calls, List.of(parents));
    }

    private DerivativeSubmission good(String id) {
        return submission(id, List.of(day.log1().proven(2), day.log1().proven(1)));
    }

    @Test
    void a_derivative_is_submitted_with_its_calls_and_approved_by_the_supplier() {
        Derivative submitted = buyer.submit(good("DV-1")).record();
        assertThat(submitted.status()).isEqualTo(DerivativeStatus.SUBMITTED);
        assertThat(submitted.supplier()).isEqualTo("F-H1");
        assertThat(submitted.submission().participantId()).isEqualTo("Q-INS");
        assertThat(submitted.calls()).extracting(ParentCall::index).containsExactly(1L, 2L);
        assertThat(buyer.submit(good("DV-1")).record()).isEqualTo(submitted);
        Derivative approved =
                supplier.approve("DV-1", DIGEST, "no person in it").record();
        assertThat(approved.status()).isEqualTo(DerivativeStatus.APPROVED);
        assertThat(approved.decision().orElseThrow().participantId()).isEqualTo("F-H1");
        assertThat(supplier.approve("DV-1", DIGEST, "no person in it").record()).isEqualTo(approved);
        assertThat(buyer.submit(good("DV-1")).record()).isEqualTo(approved);
        assertThat(buyer.derivative("DV-1")).isEqualTo(approved);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> supplier.reject("DV-1", DIGEST, "after all"));
    }

    /** POL-15. */
    @Test
    void a_grant_that_prohibits_derivatives_takes_none() {
        GrantTerms terms = bed.grant("G-R1").terms();
        GrantTerms without = new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                terms.actions(),
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                terms.duties(),
                List.of(Prohibition.DISTRIBUTE, Prohibition.DERIVE),
                terms.consent(),
                terms.viewing());
        GrantProposal second =
                new GrantProposal("G-R1", 2, "O-1", without, GrantTermsCodec.hash(without), DemoRecords.digest("key"));
        bed.deal.propose(second, "F-H1");
        for (String party : List.of("F-H1", "F-OPS", "Q-INS")) {
            new GrantLedger(bed.officer(party)).sign("G-R1", second.termsHash());
        }
        rejects(RejectionCode.PROHIBITED, () -> buyer.submit(good("DV-1")));
    }

    /** Lineage: a derivative of a derivative leads back to receipts, over approved ones only. */
    @Test
    void a_derivative_may_be_made_from_approved_ones_of_the_same_grant() {
        buyer.submit(good("DV-1"));
        rejects(RejectionCode.WRONG_STATE, () -> buyer.submit(submission("DV-2", List.of(), "DV-1")));
        supplier.approve("DV-1", DIGEST, "no person in it");
        assertThat(buyer.submit(submission("DV-2", List.of(), "DV-1")).record().derivedFrom())
                .containsExactly("DV-1");
        supplier.reject("DV-2", DIGEST, "too small groups");
        rejects(RejectionCode.WRONG_STATE, () -> buyer.submit(submission("DV-3", List.of(), "DV-2")));
        rejects(RejectionCode.NOT_FOUND, () -> buyer.submit(submission("DV-3", List.of(), "DV-9")));
        rejects(RejectionCode.MALFORMED, () -> buyer.submit(submission("DV-3", List.of())));
        DerivativeSubmission foreign = new DerivativeSubmission(
                "DV-4", "G-R2", DIGEST, "claims", "report", List.of(day.log2().proven(1)), List.of("DV-1"));
        rejects(RejectionCode.ORDER, () -> buyer.submit(foreign));
    }

    @Test
    void only_proven_released_calls_of_the_grant_are_parents() {
        rejects(
                RejectionCode.ORDER,
                () -> buyer.submit(submission("DV-1", List.of(day.log2().proven(1)))));
        rejects(
                RejectionCode.MALFORMED,
                () -> buyer.submit(submission("DV-1", List.of(day.log1().proven(0)))));
        ProvenLeaf call = day.log1().proven(1);
        rejects(RejectionCode.MALFORMED, () -> buyer.submit(submission("DV-1", List.of(call, call))));
        ProvenLeaf wrong = ProvenLeaf.of(day.log1().leaf(2), day.log1().proof(1));
        rejects(RejectionCode.PROOF, () -> buyer.submit(submission("DV-1", List.of(wrong))));
        long forged =
                day.log2().released(bed.grant("G-R1"), 1, Bed.callId(99), HIT).index();
        day.log2().anchor();
        rejects(
                RejectionCode.ORDER,
                () -> buyer.submit(submission("DV-1", List.of(day.log2().proven(forged)))));
    }

    @Test
    void the_buyer_submits_and_the_supplier_decides_by_the_digest() {
        rejects(RejectionCode.ROLE, () -> new DerivativeLedger(bed.connector("F-H1")).submit(good("DV-1")));
        buyer.submit(good("DV-1"));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new DerivativeLedger(bed.officer("F-H2")).approve("DV-1", DIGEST, "not mine"));
        rejects(RejectionCode.ROLE, () -> new DerivativeLedger(bed.officer("Q-INS")).approve("DV-1", DIGEST, "my own"));
        rejects(RejectionCode.ROLE, () -> new DerivativeLedger(bed.connector("F-H1")).approve("DV-1", DIGEST, "auto"));
        rejects(RejectionCode.BOUNDS, () -> supplier.approve("DV-1", DemoRecords.digest("other"), "what I saw"));
        DerivativeSubmission other = new DerivativeSubmission(
                "DV-1",
                "G-R1",
                DIGEST,
                "something else",
                "report to the board",
                good("DV-1").calls(),
                List.of());
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> buyer.submit(other));
        assertThat(buyer.derivative("DV-1").status()).isEqualTo(DerivativeStatus.SUBMITTED);
    }

    @Test
    void nothing_is_submitted_or_approved_after_the_end_of_the_grant() {
        buyer.submit(good("DV-1"));
        new GrantLedger(bed.officer("F-H1")).terminate("G-R1", "misuse");
        rejects(RejectionCode.WRONG_STATE, () -> buyer.submit(good("DV-2")));
        rejects(RejectionCode.WRONG_STATE, () -> supplier.approve("DV-1", DIGEST, "late"));
        assertThat(supplier.reject("DV-1", DIGEST, "the grant is over").record().status())
                .isEqualTo(DerivativeStatus.REJECTED);
    }
}
