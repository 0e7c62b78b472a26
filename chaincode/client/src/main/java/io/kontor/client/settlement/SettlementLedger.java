package io.kontor.client.settlement;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.settlement.AcknowledgedUsage;
import io.kontor.model.settlement.AcknowledgedUsageCodec;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNoteCodec;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.DisputeOpeningCodec;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.OrderAccountCodec;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodCountCodec;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementCodec;
import io.kontor.model.settlement.SignedUsage;
import io.kontor.model.settlement.SignedUsageCodec;
import java.util.List;

/** Settlement on the ledger. */
public final class SettlementLedger {

    private final Ledger ledger;

    public SettlementLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Signs that the period ends; with both signatures it is closed. */
    public Recorded<Settlement> close(String orderId, int period) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .build();
        return Recorded.of(ledger.submit("settlement:close", argument), SettlementCodec::fromJson);
    }

    /** Posts the buyer's own counts. */
    public Recorded<Settlement> count(String orderId, int period, List<PeriodCount> counts) {
        JsonArray list =
                JsonArray.of(counts.stream().map(PeriodCountCodec::toJson).toList());
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .put("counts", list)
                .build();
        return Recorded.of(ledger.submit("settlement:count", argument), SettlementCodec::fromJson);
    }

    /** Shows as a supplier what a silent buyer acknowledged by its own signed head (SET-7). */
    public Recorded<AcknowledgedUsage> acknowledge(SignedUsage usage) {
        return Recorded.of(
                ledger.submit("settlement:acknowledge", SignedUsageCodec.toJson(usage)),
                AcknowledgedUsageCodec::fromJson);
    }

    /** Signs as the regulator in place of parties that do not: the end of the period, or its charge (SET-8). */
    public Recorded<Settlement> enforce(String orderId, int period, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("settlement:enforce", argument), SettlementCodec::fromJson);
    }

    /** Rates the period. */
    public Recorded<Settlement> calculate(String orderId, int period) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .build();
        return Recorded.of(ledger.submit("settlement:calculate", argument), SettlementCodec::fromJson);
    }

    /** Confirms the charge in fen. */
    public Recorded<Settlement> confirm(String orderId, int period, long charge) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .put("charge", charge)
                .build();
        return Recorded.of(ledger.submit("settlement:confirm", argument), SettlementCodec::fromJson);
    }

    /** Records the payment receipt; the charge is shared. */
    public Recorded<Settlement> pay(String orderId, int period, Digest32 paymentDigest) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .put("paymentDigest", paymentDigest.hex())
                .build();
        return Recorded.of(ledger.submit("settlement:pay", argument), SettlementCodec::fromJson);
    }

    /** Records a supplier's non-tax notice. */
    public Recorded<Settlement> notice(String orderId, int period, String supplier, String noticeNumber) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .put("supplier", supplier)
                .put("noticeNumber", noticeNumber)
                .build();
        return Recorded.of(ledger.submit("settlement:notice", argument), SettlementCodec::fromJson);
    }

    /** Records the treasury receipt of a supplier. */
    public Recorded<Settlement> treasury(String orderId, int period, String supplier, Digest32 receiptDigest) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .put("supplier", supplier)
                .put("receiptDigest", receiptDigest.hex())
                .build();
        return Recorded.of(ledger.submit("settlement:treasury", argument), SettlementCodec::fromJson);
    }

    /** Disputes one released call. */
    public Recorded<Dispute> dispute(DisputeOpening opening) {
        return Recorded.of(
                ledger.submit("settlement:dispute", DisputeOpeningCodec.toJson(opening)), DisputeCodec::fromJson);
    }

    /** Adds the digest of the evidence bundle. */
    public Recorded<Dispute> evidence(String disputeId, Digest32 evidenceDigest) {
        JsonObject argument = JsonObject.builder()
                .put("disputeId", disputeId)
                .put("evidenceDigest", evidenceDigest.hex())
                .build();
        return Recorded.of(ledger.submit("settlement:evidence", argument), DisputeCodec::fromJson);
    }

    /** Upholds a dispute with a credit note as if the call had never been made. */
    public Recorded<CreditNote> uphold(String disputeId, String decision) {
        return Recorded.of(
                ledger.submit("settlement:resolve", resolution(disputeId, "UPHELD", decision)),
                answer -> CreditNoteCodec.fromJson(answer.object("creditNote")));
    }

    /** Dismisses a dispute. */
    public Recorded<Dispute> dismiss(String disputeId, String decision) {
        return Recorded.of(
                ledger.submit("settlement:resolve", resolution(disputeId, "DISMISSED", decision)),
                answer -> DisputeCodec.fromJson(answer.object("dispute")));
    }

    private static JsonObject resolution(String disputeId, String outcome, String decision) {
        return JsonObject.builder()
                .put("disputeId", disputeId)
                .put("outcome", outcome)
                .put("decision", decision)
                .build();
    }

    /** A settlement period. */
    public Settlement settlement(String orderId, int period) {
        return SettlementCodec.fromJson(ledger.evaluate(
                "settlement:get",
                JsonObject.builder()
                        .put("orderId", orderId)
                        .put("period", period)
                        .build()));
    }

    /** What an order has accumulated. */
    public OrderAccount account(String orderId) {
        return OrderAccountCodec.fromJson(ledger.evaluate(
                "settlement:account",
                JsonObject.builder().put("orderId", orderId).build()));
    }

    /** A dispute. */
    public Dispute disputed(String disputeId) {
        return DisputeCodec.fromJson(ledger.evaluate(
                "settlement:dispute-get",
                JsonObject.builder().put("disputeId", disputeId).build()));
    }
}
