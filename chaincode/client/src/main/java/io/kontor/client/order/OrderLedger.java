package io.kontor.client.order;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderCodec;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.OrderProposalCodec;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;

/** Orders on the ledger. */
public final class OrderLedger {

    private final Ledger ledger;

    public OrderLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Proposes an order, signed by the buyer. */
    public Recorded<Order> propose(OrderProposal proposal) {
        return Recorded.of(ledger.submit("order:propose", OrderProposalCodec.toJson(proposal)), OrderCodec::fromJson);
    }

    /** Hands negotiated terms to the cities concerned, before the seller signs (CNF-1). */
    public CommittedTransaction confide(NegotiatedTerms terms) {
        return ledger.submitConfidential("order:confide", NegotiatedTermsCodec.toJson(terms));
    }

    /** Negotiated terms of an order, for members of the cities concerned (CNF-4). */
    public NegotiatedTerms terms(String orderId) {
        return NegotiatedTermsCodec.fromJson(ledger.evaluate(
                "order:terms", JsonObject.builder().put("orderId", orderId).build()));
    }

    /** Purges an order's private records at all peers, once they need not be kept any longer (CNF-6). */
    public CommittedTransaction forget(String orderId) {
        return ledger.submit(
                "order:forget", JsonObject.builder().put("orderId", orderId).build());
    }

    /** Signs it as the seller. */
    public Recorded<Order> sign(String orderId) {
        JsonObject argument = JsonObject.builder().put("orderId", orderId).build();
        return Recorded.of(ledger.submit("order:sign", argument), OrderCodec::fromJson);
    }

    /** An order. */
    public Order order(String orderId) {
        return OrderCodec.fromJson(ledger.evaluate(
                "order:get", JsonObject.builder().put("orderId", orderId).build()));
    }
}
