package io.kontor.client.receipt;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.AllowanceCodec;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimBatchCodec;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.ClaimResultCodec;
import io.kontor.model.receipt.GiveBack;
import io.kontor.model.receipt.GiveBackCodec;
import io.kontor.model.receipt.GivenBack;
import io.kontor.model.receipt.GivenBackCodec;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseRequestCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.ProvenLeafCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.WriteOff;
import io.kontor.model.receipt.WriteOffCodec;
import java.util.ArrayList;
import java.util.List;

/** Receipt logs, leases, claims and anchors on the ledger. */
public final class ReceiptLedger {

    private final Ledger ledger;

    public ReceiptLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Registers a log. */
    public Recorded<ReceiptLog> registerLog(ReceiptLog log) {
        return Recorded.of(
                ledger.submit("receipt:registerLog", ReceiptLogCodec.toJson(log)), ReceiptLogCodec::fromJson);
    }

    /** Claims the next epoch of a log; open leases of earlier epochs count as used. */
    public Recorded<ReceiptLog> claimEpoch(String logId, long epoch, String instance) {
        JsonObject argument = JsonObject.builder()
                .put("logId", logId)
                .put("epoch", epoch)
                .put("instance", instance)
                .build();
        return Recorded.of(ledger.submit("receipt:claimEpoch", argument), ReceiptLogCodec::fromJson);
    }

    /** Leases a block of units. */
    public Recorded<Lease> lease(LeaseRequest request) {
        return Recorded.of(ledger.submit("receipt:lease", LeaseRequestCodec.toJson(request)), LeaseCodec::fromJson);
    }

    /** Claims units and consents, 1 to 256 in one transaction (CLAIM-1). */
    public Recorded<List<ClaimResult>> claim(ClaimBatch batch) {
        CommittedTransaction transaction = ledger.submit("receipt:claim", ClaimBatchCodec.toJson(batch));
        return Recorded.of(transaction, answer -> answer.array("results").objects(ClaimResultCodec::fromJson));
    }

    /** Gives a block back: its LEASE_CLOSED leaf, proven under the log's newest anchored head (LEASE-2). */
    public Recorded<Lease> returnLease(ProvenLeaf closed) {
        return Recorded.of(ledger.submit("receipt:return", ProvenLeafCodec.toJson(closed)), LeaseCodec::fromJson);
    }

    /** Gives the consent, and the unit if asked, of a call back that released nothing (CLAIM-5). */
    public Recorded<GivenBack> giveBack(GiveBack request) {
        return Recorded.of(ledger.submit("receipt:giveBack", GiveBackCodec.toJson(request)), GivenBackCodec::fromJson);
    }

    /** Writes an instance off that never comes back; its open blocks count as used (LEASE-3). */
    public Recorded<WriteOff> writeOff(String logId, String reason) {
        JsonObject argument =
                JsonObject.builder().put("logId", logId).put("reason", reason).build();
        return Recorded.of(ledger.submit("receipt:writeOff", argument), WriteOffCodec::fromJson);
    }

    /** Anchors a head with the totals that changed. */
    public Recorded<LogHead> anchor(AnchorRequest request) {
        CommittedTransaction transaction = ledger.submit("receipt:anchor", AnchorRequestCodec.toJson(request));
        return Recorded.of(transaction, answer -> LogHeadCodec.fromJson(answer.object("logHead")));
    }

    /** Proves contact with the ledger while idle. */
    public CommittedTransaction heartbeat(String logId, long epoch, long time) {
        return ledger.submit(
                "receipt:heartbeat",
                JsonObject.builder()
                        .put("logId", logId)
                        .put("epoch", epoch)
                        .put("time", time)
                        .build());
    }

    /** A log. */
    public ReceiptLog log(String logId) {
        return ReceiptLogCodec.fromJson(ledger.evaluate(
                "receipt:log", JsonObject.builder().put("logId", logId).build()));
    }

    /** All logs that a member registered. */
    public List<ReceiptLog> logsOf(String participantId) {
        List<ReceiptLog> logs = new ArrayList<>();
        JsonObject page;
        JsonObject argument = JsonObject.builder().build();
        do {
            page = ledger.evaluate("receipt:list", argument);
            page.array("records").objects(ReceiptLogCodec::fromJson).stream()
                    .filter(log -> log.participantId().equals(participantId))
                    .forEach(logs::add);
            argument = JsonObject.builder()
                    .put("after", page.optionalString("next").orElse(""))
                    .build();
        } while (page.optionalString("next").isPresent());
        return logs;
    }

    /** The newest anchored head of a log. */
    public LogHead head(String logId) {
        return LogHeadCodec.fromJson(ledger.evaluate(
                "receipt:head", JsonObject.builder().put("logId", logId).build()));
    }

    /** A lease as the log's present epoch leaves it. */
    public Lease lease(String logId, String leaseId) {
        return LeaseCodec.fromJson(ledger.evaluate(
                "receipt:lease-get",
                JsonObject.builder().put("logId", logId).put("leaseId", leaseId).build()));
    }

    /** The write-off of a log. */
    public WriteOff writtenOff(String logId) {
        return WriteOffCodec.fromJson(ledger.evaluate(
                "receipt:written-off", JsonObject.builder().put("logId", logId).build()));
    }

    /** Units of a grant and action. */
    public Allowance allowance(String grantId, Action action) {
        return AllowanceCodec.fromJson(ledger.evaluate(
                "receipt:allowance",
                JsonObject.builder()
                        .put("grantId", grantId)
                        .put("action", action.name())
                        .build()));
    }
}
