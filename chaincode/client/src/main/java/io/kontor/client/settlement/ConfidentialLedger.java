package io.kontor.client.settlement;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.json.JsonObject;

/**
 * A ledger for the settlement of orders with negotiated terms: arguments stand in no block, and what a transaction keeps back is read from
 * the own peer (CNF-5). Hand it to a {@link SettlementLedger}. As thread-safe as the ledger behind it.
 */
public final class ConfidentialLedger extends ForwardingLedger {

    /** @param ledger of a member of a city concerned; closed with this */
    public ConfidentialLedger(Ledger ledger) {
        super(ledger);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return submitConfidential(function, argument);
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        CommittedTransaction committed = super.submitConfidential(function, argument);
        return committed.answer().has("confidential")
                ? new CommittedTransaction(committed.transactionId(), committed.blockNumber(), read(function, argument))
                : committed;
    }

    private JsonObject read(String function, JsonObject argument) {
        return function.equals("settlement:resolve")
                ? resolution(argument.string("disputeId"))
                : evaluate(
                        "settlement:get",
                        JsonObject.builder()
                                .put("orderId", argument.string("orderId"))
                                .put("period", argument.longValue("period"))
                                .build());
    }

    private JsonObject resolution(String disputeId) {
        JsonObject dispute = evaluate(
                "settlement:dispute-get",
                JsonObject.builder().put("disputeId", disputeId).build());
        return JsonObject.builder()
                .put("dispute", dispute)
                .putValueIfPresent(
                        "creditNote",
                        dispute.optionalIntValue("creditPeriod")
                                .map(period -> evaluate(
                                        "settlement:credit",
                                        JsonObject.builder()
                                                .put("orderId", dispute.string("orderId"))
                                                .put("period", period)
                                                .put("disputeId", disputeId)
                                                .build())))
                .build();
    }
}
