package io.kontor.client.settlement;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.model.json.JsonObject;

/**
 * A ledger for the settlement of orders with negotiated terms: arguments stand in no block, and what a transaction keeps back is read from
 * the own peer (CNF-5). Hand it to a {@link SettlementLedger}. As thread-safe as the ledger behind it.
 *
 * @param ledger of a member of a city concerned; closed with this
 */
public record ConfidentialLedger(Ledger ledger) implements Ledger {

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        return ledger.evaluate(function, argument);
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return submitConfidential(function, argument);
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        CommittedTransaction committed = ledger.submitConfidential(function, argument);
        return committed.answer().has("confidential")
                ? new CommittedTransaction(committed.transactionId(), committed.blockNumber(), read(function, argument))
                : committed;
    }

    private JsonObject read(String function, JsonObject argument) {
        return function.equals("settlement:resolve")
                ? resolution(argument.string("disputeId"))
                : ledger.evaluate(
                        "settlement:get",
                        JsonObject.builder()
                                .put("orderId", argument.string("orderId"))
                                .put("period", argument.longValue("period"))
                                .build());
    }

    private JsonObject resolution(String disputeId) {
        JsonObject dispute = ledger.evaluate(
                "settlement:dispute-get",
                JsonObject.builder().put("disputeId", disputeId).build());
        return JsonObject.builder()
                .put("dispute", dispute)
                .putValueIfPresent(
                        "creditNote",
                        dispute.optionalIntValue("creditPeriod")
                                .map(period -> ledger.evaluate(
                                        "settlement:credit",
                                        JsonObject.builder()
                                                .put("orderId", dispute.string("orderId"))
                                                .put("period", period)
                                                .put("disputeId", disputeId)
                                                .build())))
                .build();
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        return ledger.follow(from);
    }

    @Override
    public String mspId() {
        return ledger.mspId();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
