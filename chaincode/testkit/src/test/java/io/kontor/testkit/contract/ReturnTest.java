package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.GiveBack;
import io.kontor.model.receipt.GivenBack;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code receipt:return}, {@code receipt:writeOff} and {@code receipt:giveBack}: LEASE-2, LEASE-3, CLAIM-5, UNIT-1 and UNIT-2. */
class ReturnTest {

    private static final Digest32 DOCUMENT = DemoRecords.digest("document");
    private static final Delivery PART = new Delivery(Delivery.Hit.NONE, 1, 0, 0, 9, 0);

    private final Bed bed = new Bed();
    private final ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
    private TestLog one = new TestLog("unset", bed.officer("F-DATA"), bed.clock);
    private TestLog two = one;

    @BeforeEach
    void open() {
        bed.deal.playToGrants();
        one = bed.log("L-1", "F-H1");
        two = bed.log("L-2", "F-H1");
    }

    private void lease(TestLog log, String leaseId, long units) {
        h1.lease(new LeaseRequest(leaseId, log.logId(), log.epoch(), "G-R1", Action.PROCESS, units));
    }

    private Allowance process() {
        return h1.allowance("G-R1", Action.PROCESS);
    }

    private Optional<RejectionCode> download(TestLog log, int call) {
        Claim claim = new Claim(callId(call), "G-R4", Action.DOWNLOAD, UnitSource.LEDGER, Optional.empty());
        return bed.claim(log, "F-H1", claim).get(0).refusal();
    }

    private GiveBack giving(TestLog log, long index, UnitReturn unit) {
        return new GiveBack(log.proven(index), unit);
    }

    /** LEASE-2. */
    @Test
    void a_block_is_given_back_once_with_the_proof_of_its_closing() {
        lease(one, "B-1", 64);
        long closing = one.closeLease("B-1", 10);
        one.anchor();
        assertThat(h1.returnLease(one.proven(closing)).record().used()).isEqualTo(10);
        assertThat(process()).isEqualTo(new Allowance("G-R1", Action.PROCESS, 1_000, 64, 54));
        assertThat(process().free()).isEqualTo(990);
        assertThat(h1.lease("L-1", "B-1").status()).isEqualTo(LeaseStatus.CLOSED);
        assertThat(bed.network.state().keys("open-lease/")).isEmpty();
        h1.returnLease(one.proven(closing));
        assertThat(process().returnedTotal()).isEqualTo(54);
        long other = one.closeLease("B-1", 9);
        one.anchor();
        rejects(RejectionCode.WRONG_STATE, () -> h1.returnLease(one.proven(other)));
        one.nextEpoch();
        assertThat(process().returnedTotal()).isEqualTo(54);
    }

    /** LEASE-2: each check of a return. */
    @Test
    void a_return_without_its_proof_for_too_much_or_by_another_is_refused() {
        lease(one, "B-1", 64);
        long closing = one.closeLease("B-1", 10);
        long tooMuch = one.closeLease("B-1", 65);
        long unknown = one.closeLease("B-9", 0);
        one.anchor();
        ProvenLeaf before = one.proven(closing);
        rejects(RejectionCode.BOUNDS, () -> h1.returnLease(one.proven(tooMuch)));
        rejects(RejectionCode.NOT_FOUND, () -> h1.returnLease(one.proven(unknown)));
        rejects(RejectionCode.MALFORMED, () -> h1.returnLease(one.proven(0)));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ReceiptLedger(bed.connector("F-H2")).returnLease(one.proven(closing)));
        one.closeLease("B-2", 0);
        one.anchor();
        rejects(RejectionCode.PROOF, () -> h1.returnLease(before));
        long late = one.closeLease("B-1", 9);
        rejects(RejectionCode.PROOF, () -> h1.returnLease(ProvenLeaf.of(one.leaf(late), one.proof(closing))));
        assertThat(process().returnedTotal()).isZero();
    }

    /** UNIT-1: what the anchored totals say was used cannot be given back. */
    @Test
    void no_unit_is_given_back_that_the_anchored_totals_show_as_used() {
        Grant grant = bed.grant("G-R1");
        lease(one, "B-1", 3);
        one.released(grant, 1, callId(1), new Delivery(Delivery.Hit.HIT, 24, 1, 24, 9, 0));
        one.released(grant, 1, callId(2), new Delivery(Delivery.Hit.HIT, 24, 1, 24, 9, 0));
        long lie = one.closeLease("B-1", 1);
        long truth = one.closeLease("B-1", 2);
        one.anchor();
        rejects(RejectionCode.BOUNDS, () -> h1.returnLease(one.proven(lie)));
        h1.returnLease(one.proven(truth));
        assertThat(process().free()).isEqualTo(998);
    }

    /** A later epoch has counted the block as used: it cannot be given back any more. */
    @Test
    void a_block_of_an_earlier_epoch_is_used_and_stays_so() {
        lease(one, "B-1", 64);
        long closing = one.closeLease("B-1", 10);
        one.anchor();
        ProvenLeaf proven = one.proven(closing);
        one.nextEpoch();
        rejects(RejectionCode.WRONG_STATE, () -> h1.returnLease(proven));
        assertThat(process().free()).isEqualTo(936);
    }

    /** LEASE-1: a block of another epoch is another block, though an instance named it alike; nothing is taken for it. */
    @Test
    void the_name_of_an_earlier_epochs_block_is_refused() {
        lease(one, "B-1", 64);
        long closing = one.closeLease("B-1", 10);
        one.anchor();
        h1.returnLease(one.proven(closing));
        one.nextEpoch();
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> lease(one, "B-1", 64));
        assertThat(process().free()).isEqualTo(990);
        lease(one, "B-2", 64);
        one.nextEpoch();
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> lease(one, "B-2", 64));
        assertThat(process().free()).isEqualTo(926);
    }

    /** LEASE-3. */
    @Test
    void a_written_off_instance_has_used_its_blocks_and_does_nothing_any_more() {
        lease(one, "B-1", 64);
        ReceiptLedger officer = new ReceiptLedger(bed.officer("F-H1"));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ReceiptLedger(bed.officer("F-H2")).writeOff("L-1", "the machine is lost"));
        assertThat(officer.writeOff("L-1", "the machine is lost").record().epoch())
                .isEqualTo(1);
        officer.writeOff("L-1", "the machine is lost");
        assertThat(officer.writtenOff("L-1").signature().participantId()).isEqualTo("F-H1");
        assertThat(bed.network.state().keys("open-lease/")).isEmpty();
        assertThat(h1.lease("L-1", "B-1").used()).isEqualTo(64);
        assertThat(process().free()).isEqualTo(936);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> officer.writeOff("L-1", "sold"));
        rejects(RejectionCode.LOG, () -> lease(one, "B-2", 1));
        rejects(RejectionCode.LOG, one::anchor);
        rejects(RejectionCode.LOG, one::nextEpoch);
        rejects(RejectionCode.LOG, () -> h1.heartbeat("L-1", 1, 1));
    }

    /** UNIT-2: while free is 0 and another log holds open blocks, the answer is not COUNT. */
    @Test
    void units_in_another_logs_block_are_leased_elsewhere_and_used_ones_are_not() {
        lease(one, "B-1", 1_000);
        rejects(RejectionCode.LEASED_ELSEWHERE, () -> lease(two, "B-2", 1));
        bed.deal.attest("C-1", "R1", DOCUMENT);
        assertThat(process(two, 1, DOCUMENT)).contains(RejectionCode.LEASED_ELSEWHERE);
        assertThat(process(two, 1, DemoRecords.digest("other"))).contains(RejectionCode.CONSENT_MISMATCH);
        rejects(RejectionCode.COUNT, () -> lease(one, "B-3", 1));
        long closing = one.closeLease("B-1", 999);
        one.anchor();
        h1.returnLease(one.proven(closing));
        assertThat(process(two, 1, DOCUMENT)).isEmpty();
        rejects(RejectionCode.COUNT, () -> lease(two, "B-2", 1));
    }

    @Test
    void blocks_of_an_earlier_epoch_or_a_written_off_log_are_used_and_not_elsewhere() {
        lease(one, "B-1", 600);
        lease(two, "B-2", 400);
        TestLog three = bed.log("L-3", "F-H1");
        one.nextEpoch();
        rejects(RejectionCode.LEASED_ELSEWHERE, () -> lease(three, "B-3", 1));
        new ReceiptLedger(bed.officer("F-H1")).writeOff("L-2", "lost");
        rejects(RejectionCode.COUNT, () -> lease(three, "B-3", 1));
    }

    private Optional<RejectionCode> process(TestLog log, int call, Digest32 document) {
        Claim claim = new Claim(
                callId(call),
                "G-R1",
                Action.PROCESS,
                UnitSource.LEDGER,
                Optional.of(new Claim.ConsentClaim("C-1", document)));
        return bed.claim(log, "F-H1", claim).get(0).refusal();
    }

    /** CLAIM-5: the consent serves another call, the call id nothing any more. */
    @Test
    void an_aborted_call_gives_its_consent_and_its_unit_back() {
        Grant grant = bed.grant("G-R1");
        bed.deal.attest("C-1", "R1", DOCUMENT);
        assertThat(process(one, 1, DOCUMENT)).isEmpty();
        long index = one.unreleased(LeafKind.ABORTED, grant, 1, callId(1), Delivery.NOTHING)
                .index();
        one.anchor();
        GivenBack given = h1.giveBack(giving(one, index, UnitReturn.RETURNED)).record();
        assertThat(given).isEqualTo(new GivenBack(callId(1), "L-1", index, UnitReturn.RETURNED));
        h1.giveBack(giving(one, index, UnitReturn.RETURNED));
        assertThat(process().free()).isEqualTo(1_000);
        assertThat(new ConsentLedger(bed.officer("Q-INS")).consent("C-1").status())
                .isEqualTo(ConsentStatus.GIVEN);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> h1.giveBack(giving(one, index, UnitReturn.KEPT)));
        assertThat(process(one, 1, DOCUMENT)).contains(RejectionCode.ALREADY_EXISTS_DIFFERENT);
        assertThat(process(two, 2, DOCUMENT)).isEmpty();
        h1.giveBack(giving(one, index, UnitReturn.RETURNED));
        assertThat(new ConsentLedger(bed.officer("Q-INS")).consent("C-1").callId())
                .contains(callId(2));
        assertThat(process().free()).isEqualTo(999);
    }

    @Test
    void a_unit_that_is_kept_stays_with_the_log_and_one_of_a_lease_goes_back_with_it() {
        Grant grant = bed.grant("G-R4");
        assertThat(download(one, 1)).isEmpty();
        long failed = one.unreleased(LeafKind.FAILED, grant, 1, callId(1), Delivery.NOTHING)
                .index();
        h1.lease(new LeaseRequest("B-1", "L-1", 1, "G-R4", Action.DOWNLOAD, 1));
        Claim leased = new Claim(callId(2), "G-R4", Action.DOWNLOAD, UnitSource.LEASE, Optional.empty());
        h1.claim(new ClaimBatch("L-1", 1, List.of(leased)));
        long aborted = one.unreleased(LeafKind.ABORTED, grant, 1, callId(2), Delivery.NOTHING)
                .index();
        one.anchor();
        h1.giveBack(giving(one, failed, UnitReturn.KEPT));
        assertThat(h1.allowance("G-R4", Action.DOWNLOAD).free()).isZero();
        rejects(RejectionCode.WRONG_STATE, () -> h1.giveBack(giving(one, aborted, UnitReturn.RETURNED)));
        h1.giveBack(giving(one, aborted, UnitReturn.KEPT));
    }

    /** CLAIM-5: each check of a giving back. */
    @Test
    void nothing_is_given_back_for_what_was_released_was_not_claimed_or_is_not_proven() {
        Grant grant = bed.grant("G-R4");
        download(one, 1);
        download(one, 2);
        long released = one.released(grant, 1, callId(1), new Delivery(Delivery.Hit.HIT, 1, 1, 1, 9, 0))
                .index();
        long part = one.unreleased(LeafKind.ABORTED, grant, 1, callId(2), PART).index();
        long unclaimed = one.unreleased(LeafKind.ABORTED, grant, 1, callId(3), Delivery.NOTHING)
                .index();
        long other = one.unreleased(LeafKind.ABORTED, bed.grant("G-R3"), 1, callId(1), Delivery.NOTHING)
                .index();
        one.anchor();
        rejects(RejectionCode.WRONG_STATE, () -> h1.giveBack(giving(one, released, UnitReturn.KEPT)));
        rejects(RejectionCode.WRONG_STATE, () -> h1.giveBack(giving(one, part, UnitReturn.KEPT)));
        rejects(RejectionCode.NOT_FOUND, () -> h1.giveBack(giving(one, unclaimed, UnitReturn.KEPT)));
        rejects(RejectionCode.LOG, () -> h1.giveBack(giving(one, other, UnitReturn.KEPT)));
        long late = one.unreleased(LeafKind.ABORTED, grant, 1, callId(2), Delivery.NOTHING)
                .index();
        rejects(
                RejectionCode.PROOF,
                () -> h1.giveBack(new GiveBack(ProvenLeaf.of(one.leaf(late), one.proof(part)), UnitReturn.KEPT)));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ReceiptLedger(bed.connector("F-H2")).giveBack(giving(one, part, UnitReturn.KEPT)));
        assertThat(h1.allowance("G-R4", Action.DOWNLOAD).returnedTotal()).isZero();
    }
}
