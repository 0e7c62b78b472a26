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
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseRequestCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
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

    /** The newest anchored head of a log. */
    public LogHead head(String logId) {
        return LogHeadCodec.fromJson(ledger.evaluate(
                "receipt:head", JsonObject.builder().put("logId", logId).build()));
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
