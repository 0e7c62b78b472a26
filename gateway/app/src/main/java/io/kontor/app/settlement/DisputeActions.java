package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.page.ProblemException;
import io.kontor.app.receipt.AnchoredReceipt;
import io.kontor.app.receipt.AnchoredReceipts;
import io.kontor.app.receipt.CallRow;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.BindingAction;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.DisputeOpeningCodec;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Builds the actions of a dispute: the receipt and its proof come from the mirrors. */
@Component
class DisputeActions {

    private static final int ID_LENGTH = 24;

    private final AnchoredReceipts receipts;
    private final SettlementQueries queries;
    private final ReadScopes scopes;

    DisputeActions(AnchoredReceipts receipts, SettlementQueries queries, ReadScopes scopes) {
        this.receipts = receipts;
        this.queries = queries;
        this.scopes = scopes;
    }

    /** Disputes a released call. The same call has always the same dispute id, so that it is disputed once. */
    BindingAction raise(Account account, String logId, long index, String ground) {
        CallRow call = call(account, logId, index);
        AnchoredReceipt receipt = receipts.anchored(account, logId, index);
        DisputeOpening opening = new DisputeOpening(
                disputeId(logId, index),
                String.valueOf(call.orderId()),
                receipt.leaf(),
                receipt.proof(),
                Binding.sentence("dispute", "ground", ground));
        return new BindingAction(
                "settlement:dispute",
                "settlement/" + call.orderId() + "/" + call.period(),
                DisputeOpeningCodec.toJson(opening));
    }

    /** What is disputed, word for word, before the ground is added. */
    Binding.Document document(Account account, String logId, long index) {
        CallRow call = call(account, logId, index);
        return Binding.Document.of(JsonObject.builder()
                .put("disputeId", disputeId(logId, index))
                .put("orderId", String.valueOf(call.orderId()))
                .put("period", call.period())
                .put("logId", logId)
                .put("index", index)
                .put("callId", String.valueOf(call.callId()))
                .put("grantId", String.valueOf(call.grantId()))
                .put("usage", call.usage())
                .build());
    }

    /** Decides a dispute. */
    BindingAction resolve(Account account, String disputeId, boolean upheld, String decision) {
        Dispute dispute = dispute(account, disputeId);
        JsonObject argument = JsonObject.builder()
                .put("disputeId", disputeId)
                .put("outcome", upheld ? "UPHELD" : "DISMISSED")
                .put("decision", Binding.sentence("dispute", "decision", decision))
                .build();
        return new BindingAction(
                "settlement:resolve", "settlement/" + dispute.orderId() + "/" + dispute.period(), argument);
    }

    Dispute dispute(Account account, String disputeId) {
        return queries.dispute(scopes.of(account), disputeId)
                .orElseThrow(() -> ProblemException.notFound("dispute", disputeId));
    }

    private CallRow call(Account account, String logId, long index) {
        CallRow call = receipts.call(account, logId, index);
        if (!call.released()) {
            throw ProblemException.badRequest("Cannot dispute receipt " + logId + "/" + index + ": its outcome is "
                    + call.outcome() + ", must be HIT");
        }
        return call;
    }

    private static String disputeId(String logId, long index) {
        byte[] name = (logId + "/" + index).getBytes(StandardCharsets.UTF_8);
        return "D-" + Digest32.of(HashFunction.sha256().hash(name)).hex().substring(0, ID_LENGTH);
    }
}
