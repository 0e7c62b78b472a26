package io.kontor.model.record;

import static io.kontor.model.record.DealSamples.CALL;
import static io.kontor.model.record.Samples.DIGEST;
import static io.kontor.model.record.Samples.MIDNIGHT;
import static io.kontor.model.record.Samples.base64;
import static io.kontor.model.record.Samples.digest;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.Breach;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.GiveBack;
import io.kontor.model.receipt.GivenBack;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseClosedLeaf;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.PeriodClosedLeaf;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SessionRefusedLeaf;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.receipt.WriteOff;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/** One fictional instance of each record of a receipt log, with every optional field present. */
final class ReceiptSamples {

    static final Allowance ALLOWANCE = new Allowance("G-1", Action.PROCESS, 1_000, 70, 6);
    static final UsageCounts COUNTS = new UsageCounts(9, 8, 7, 168, 12_345, 2);
    static final UsageTotal TOTAL = new UsageTotal("log-1", "G-1", Action.PROCESS, 1, 17, COUNTS);
    static final SignedTreeHead SIGNED_HEAD = new SignedTreeHead("log-1", 1, 18, DIGEST, MIDNIGHT, base64("signature"));
    static final PeriodClosed PERIOD_CLOSED = new PeriodClosed("log-1", "O-1", 1, 16);
    static final AnchorRequest ANCHOR =
            new AnchorRequest(SIGNED_HEAD, List.of(digest("a")), List.of(TOTAL), List.of(PERIOD_CLOSED));
    static final Breach BREACH =
            new Breach("log-1", "G-1", Action.VIEW, 4, 3, 18, digest("tx").hex());
    static final Claim.ConsentClaim CONSENT_CLAIM = new Claim.ConsentClaim("C-1", DIGEST);
    static final Claim CLAIM = new Claim(CALL, "G-1", Action.PROCESS, UnitSource.LEDGER, Optional.of(CONSENT_CLAIM));
    static final ClaimBatch BATCH = new ClaimBatch("log-1", 1, List.of(CLAIM));
    static final ClaimResult RESULT = new ClaimResult(CALL, Optional.of(RejectionCode.COUNT));
    static final LeaseRequest LEASE_REQUEST = new LeaseRequest("lease-1", "log-1", 1, "G-1", Action.PROCESS, 64);
    static final Lease LEASE = new Lease(LEASE_REQUEST, LeaseStatus.CLOSED, 58);
    static final ProvenLeaf PROVEN_LEAF = new ProvenLeaf(base64("leaf"), Samples.INCLUSION);
    static final GiveBack GIVE_BACK = new GiveBack(PROVEN_LEAF, UnitReturn.RETURNED);
    static final GivenBack GIVEN_BACK = new GivenBack(CALL, "log-1", 17, UnitReturn.KEPT);
    static final WriteOff WRITE_OFF = new WriteOff("log-1", 1, "the machine is lost", DealSamples.SIGNATURE);
    static final LogHead LOG_HEAD = new LogHead(SIGNED_HEAD, digest("tx").hex(), MIDNIGHT + 5);
    static final ReceiptLog LOG =
            new ReceiptLog("log-1", "F-H1", "F", "intl", base64("log key"), "http://127.0.0.1:9300", 1, CALL);

    static final LeafPosition AT = new LeafPosition("log-1", 1, 17, MIDNIGHT);
    static final CallReceipt RELEASED = receipt(
            LeafKind.RELEASED, Optional.empty(), new Delivery(Delivery.Hit.HIT, 24, 1, 24, 1_543, 0), digest("result"));
    static final List<LogLeaf> LEAVES = List.of(
            RELEASED,
            receipt(LeafKind.RESERVED, Optional.empty(), Delivery.NOTHING, Digest32.ZERO),
            receipt(
                    LeafKind.ABORTED,
                    Optional.empty(),
                    new Delivery(Delivery.Hit.NONE, 24, 0, 0, 9, 1),
                    digest("part")),
            receipt(LeafKind.DENIED, Optional.of(RejectionCode.CONSENT_CONSUMED), Delivery.NOTHING, Digest32.ZERO),
            receipt(LeafKind.FAILED, Optional.of(RejectionCode.BUSY), Delivery.NOTHING, Digest32.ZERO),
            new EpochOpenedLeaf(AT, CALL),
            new SessionRefusedLeaf(AT, DIGEST, "G-1", RejectionCode.USER),
            new LeaseClosedLeaf(AT, "lease-1", 58),
            new PeriodClosedLeaf(AT, "O-1", 1),
            new ConsumerHeadLeaf(AT, "G-1", 8, DIGEST, MIDNIGHT - 1, base64("signature")));

    private ReceiptSamples() {}

    static CallReceipt receipt(
            LeafKind kind, Optional<RejectionCode> refusal, Delivery delivery, Digest32 resultDigest) {
        Optional<Digest32> consent = kind == LeafKind.FAILED ? Optional.empty() : Optional.of(digest("consent"));
        return new CallReceipt(
                kind,
                "log-1",
                1,
                17,
                MIDNIGHT,
                CALL,
                12,
                CALL,
                "G-1",
                1,
                Action.PROCESS,
                "R1",
                "SC-F-0001",
                "O-1",
                1,
                digest("user key"),
                digest("application key"),
                consent,
                refusal,
                delivery,
                digest("request"),
                resultDigest,
                COUNTS);
    }
}
