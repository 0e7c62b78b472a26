package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.Breach;
import io.kontor.model.receipt.BreachCodec;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs, epochs and anchors: ANCHOR-1 to ANCHOR-6. */
class LogTest {

    private static final Delivery HIT = new Delivery(Delivery.Hit.HIT, 24, 1, 24, 900, 0);

    private final Bed bed = new Bed();
    private final ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
    private TestLog log = new TestLog("unset", bed.officer("F-DATA"), bed.clock);

    @BeforeEach
    void open() {
        bed.deal.playToGrants();
        log = bed.log("L-1", "F-H1");
    }

    private void callR4(int call) {
        Grant grant = bed.grant("G-R4");
        bed.claim(log, "F-H1", log.claim(callId(call), grant));
        log.released(grant, 1, callId(call), HIT);
    }

    private void anchorWith(SignedTreeHead head, AnchorRequest from) {
        h1.anchor(new AnchorRequest(head, from.consistency(), from.totals(), from.closedPeriods()));
    }

    @Test
    void a_log_is_registered_once_by_its_supplier() {
        ReceiptLog registered = h1.log("L-1");
        assertThat(registered.epoch()).isEqualTo(1);
        assertThat(h1.registerLog(log.record("F-H1", "F")).record()).isEqualTo(registered);
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ReceiptLedger(bed.connector("F-H2")).registerLog(log.record("F-H1", "F")));
        rejects(RejectionCode.CITY, () -> h1.registerLog(log.record("F-H1", "Q")));
        TestLog other = new TestLog("L-1", bed.connector("F-H1"), bed.clock);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> h1.registerLog(other.record("F-H1", "F")));
        ReceiptLog r = log.record("F-H1", "F");
        rejects(
                RejectionCode.LOG,
                () -> h1.registerLog(new ReceiptLog("L-5", "F-H1", "F", "rot13", r.publicKey(), r.address(), 0, "")));
        rejects(
                RejectionCode.LOG,
                () -> h1.registerLog(new ReceiptLog("L-5", "F-H1", "F", "intl", "AAAA", r.address(), 0, "")));
        rejects(
                RejectionCode.EPOCH,
                () -> h1.registerLog(
                        new ReceiptLog("L-5", "F-H1", "F", "intl", r.publicKey(), r.address(), 1, callId(1))));
    }

    @Test
    void an_epoch_follows_the_last_and_closes_open_leases_as_used() {
        h1.lease(new LeaseRequest("B-1", "L-1", 1, "G-R1", Action.PROCESS, 64));
        rejects(RejectionCode.EPOCH, () -> h1.claimEpoch("L-1", 3, callId(9)));
        rejects(RejectionCode.EPOCH, () -> h1.claimEpoch("L-1", 1, callId(9)));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ReceiptLedger(bed.connector("F-H2")).claimEpoch("L-1", 2, callId(9)));
        assertThat(h1.claimEpoch("L-1", 2, callId(9)).record().epoch()).isEqualTo(2);
        assertThat(h1.claimEpoch("L-1", 2, callId(9)).record().epoch()).isEqualTo(2);
        Lease lease = LeaseCodec.fromJson(
                bed.officer("Q-INS").evaluate("receipt:lease-get", Bed.json("{'logId':'L-1','leaseId':'B-1'}")));
        assertThat(lease.status()).isEqualTo(LeaseStatus.CLOSED);
        assertThat(lease.used()).isEqualTo(64);
        assertThat(bed.network.state().keys("open-lease/")).isEmpty();
        rejects(RejectionCode.EPOCH, () -> h1.heartbeat("L-1", 1, Bed.NOW.toEpochMilli()));
    }

    @Test
    void a_heartbeat_commits_for_the_present_epoch() {
        long at = h1.heartbeat("L-1", 1, Bed.NOW.toEpochMilli()).answer().longValue("at");
        assertThat(at).isEqualTo(Bed.NOW.toEpochMilli());
        assertThat(bed.network.state().keys("beat/")).containsExactly("beat/L-1");
    }

    @Test
    void heads_follow_each_other_with_their_totals() {
        log.anchor();
        callR4(1);
        bed.clock.advance(Duration.ofSeconds(2));
        LogHead second = log.anchor().record();
        assertThat(second.head().treeSize()).isEqualTo(2);
        assertThat(h1.head("L-1")).isEqualTo(second);
        assertThat(bed.network.state().keys("total/")).containsExactly("total/L-1/G-R4/DOWNLOAD/1");
        assertThat(bed.network.state().keys("breach/")).isEmpty();
    }

    @Test
    void a_head_is_signed_by_the_logs_key_over_its_own_bytes() {
        SignedTreeHead good = log.request().head();
        SignedTreeHead later =
                new SignedTreeHead("L-1", 1, good.treeSize(), good.rootHash(), good.time() + 1, good.signature());
        rejects(RejectionCode.HEAD_SIGNATURE, () -> anchorWith(later, log.request()));
        TestLog thief = new TestLog("L-1", bed.connector("F-H1"), bed.clock);
        SignedTreeHead forged = thief.sign(new TreeHead(good.treeSize(), good.rootHash()));
        rejects(RejectionCode.HEAD_SIGNATURE, () -> anchorWith(forged, log.request()));
        SignedTreeHead broken = new SignedTreeHead(
                "L-1",
                1,
                good.treeSize(),
                good.rootHash(),
                good.time(),
                Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}));
        rejects(RejectionCode.HEAD_SIGNATURE, () -> anchorWith(broken, log.request()));
    }

    @Test
    void a_head_of_an_old_epoch_is_refused() {
        AnchorRequest old = log.request();
        h1.claimEpoch("L-1", 2, callId(2));
        rejects(RejectionCode.EPOCH, () -> h1.anchor(old));
    }

    @Test
    void a_head_must_continue_the_last_one() {
        log.anchor();
        callR4(1);
        AnchorRequest good = log.request();
        rejects(
                RejectionCode.HEAD_CONSISTENCY,
                () -> h1.anchor(new AnchorRequest(good.head(), List.of(), good.totals(), List.of())));
        SignedTreeHead fork = log.sign(new TreeHead(1, DemoRecords.digest("fork")));
        rejects(
                RejectionCode.HEAD_CONSISTENCY,
                () -> h1.anchor(new AnchorRequest(fork, List.of(), List.of(), List.of())));
        h1.anchor(good);
        SignedTreeHead shorter = log.sign(new TreeHead(1, h1.head("L-1").head().rootHash()));
        rejects(
                RejectionCode.HEAD_CONSISTENCY,
                () -> h1.anchor(new AnchorRequest(shorter, List.of(), List.of(), List.of())));
    }

    @Test
    void a_heads_time_stays_near_the_transactions_and_does_not_go_back() {
        AnchorRequest request = log.request();
        bed.clock.advance(Duration.ofMillis(60_001));
        rejects(RejectionCode.HEAD_TIME, () -> h1.anchor(request));
        bed.clock.advance(Duration.ofMillis(-1));
        h1.anchor(request);
        bed.clock.set(Bed.NOW.minusMillis(1));
        rejects(RejectionCode.HEAD_TIME, () -> h1.anchor(log.request()));
    }

    @Test
    void totals_only_grow_and_stand_under_the_head() {
        callR4(1);
        log.anchor();
        TreeHead head = new TreeHead(
                h1.head("L-1").head().treeSize(), h1.head("L-1").head().rootHash());
        UsageTotal less = new UsageTotal("L-1", "G-R4", Action.DOWNLOAD, 1, 1, UsageCounts.ZERO);
        rejects(RejectionCode.HEAD_CONSISTENCY, () -> h1.anchor(with(log.sign(head), less)));
        UsageCounts more = new UsageCounts(1, 2, 2, 48, 1_800, 0);
        UsageTotal beyond = new UsageTotal("L-1", "G-R4", Action.DOWNLOAD, 1, 2, more);
        rejects(RejectionCode.HEAD_CONSISTENCY, () -> h1.anchor(with(log.sign(head), beyond)));
        UsageTotal foreign = new UsageTotal("L-2", "G-R4", Action.DOWNLOAD, 1, 1, more);
        rejects(RejectionCode.HEAD_CONSISTENCY, () -> h1.anchor(with(log.sign(head), foreign)));
    }

    private static AnchorRequest with(SignedTreeHead head, UsageTotal total) {
        return new AnchorRequest(head, List.of(), List.of(total), List.of());
    }

    /** RCP-3: an aborted reservation gives its unit back, so units may fall. */
    @Test
    void units_may_fall_when_a_reservation_is_given_back() {
        callR4(1);
        log.anchor();
        callR4(2);
        AnchorRequest request = log.request();
        UsageTotal now = request.totals().get(0);
        UsageCounts c = now.counts();
        UsageTotal given = new UsageTotal(
                "L-1",
                "G-R4",
                Action.DOWNLOAD,
                1,
                now.index(),
                new UsageCounts(0, c.calls(), c.hits(), c.usage(), c.bytes(), c.denied()));
        h1.anchor(new AnchorRequest(request.head(), request.consistency(), List.of(given), List.of()));
    }

    @Test
    void more_units_than_the_log_held_are_recorded_as_a_breach_and_the_anchor_stands() {
        callR4(1);
        log.released(bed.grant("G-R4"), 1, callId(2), HIT);
        LogHead head = log.anchor().record();
        Breach breach = BreachCodec.fromJson(bed.officer("F-DATA")
                .evaluate("supervision:state", Bed.json("{'keys':['breach/L-1/G-R4/DOWNLOAD']}"))
                .array("states")
                .objects(state -> state.object("record"))
                .get(0));
        assertThat(breach).isEqualTo(new Breach("L-1", "G-R4", Action.DOWNLOAD, 2, 1, 3, head.transactionId()));
    }

    @Test
    void the_same_anchor_again_is_answered_with_the_stored_head() {
        callR4(1);
        AnchorRequest request = log.request();
        LogHead first = h1.anchor(request).record();
        bed.clock.advance(Duration.ofHours(1));
        assertThat(h1.anchor(request).record()).isEqualTo(first);
    }

    /** A head that came without its totals must not keep them off the ledger. */
    @Test
    void the_same_head_again_with_totals_that_did_not_come_before_records_them() {
        callR4(1);
        AnchorRequest whole = log.request();
        h1.anchor(new AnchorRequest(whole.head(), whole.consistency(), List.of(), whole.closedPeriods()));
        assertThat(bed.network.state().keys("total/L-1/G-R4")).isEmpty();
        h1.anchor(whole);
        assertThat(bed.network.state().keys("total/L-1/G-R4")).hasSize(1);
    }

    @Test
    void the_end_of_a_period_stands_under_the_head_and_does_not_change() {
        log.closePeriod("O-1", 1).anchor();
        assertThat(bed.network.state().keys("period-closed/")).containsExactly("period-closed/O-1/1/L-1");
        callR4(1);
        AnchorRequest request = log.request();
        PeriodClosed moved = new PeriodClosed("L-1", "O-1", 1, 2);
        rejects(
                RejectionCode.HEAD_CONSISTENCY,
                () -> h1.anchor(
                        new AnchorRequest(request.head(), request.consistency(), request.totals(), List.of(moved))));
        rejects(RejectionCode.ORGANISATION, () -> new ReceiptLedger(bed.connector("F-H2")).anchor(request));
    }
}
