package io.kontor.cli.demo;

import io.kontor.model.grant.GrantTerms;
import java.util.Optional;

/** The connectors' control planes as the steps use them. */
interface Negotiator {

    /**
     * Publishes an offer of a resource at its supplier.
     *
     * @return whether it stands
     */
    Published publish(Offer offer) throws Exception;

    /**
     * Lets the buyer's connector find an offer and negotiate it to FINALIZED.
     *
     * @return the shared agreement id
     */
    String negotiate(String supplier, String offerId) throws Exception;

    /** Tries to publish a policy with an operand that nobody knows. */
    Published publishUnknownOperand(String supplier, String resourceId) throws Exception;

    /** Waits until the ledger answered the supplier's proposal of an agreement. */
    Proposed proposed(String supplier, String agreementId) throws Exception;

    /**
     * An offer.
     *
     * @param supplier member that offers
     * @param offerId identifier
     * @param orderId order under which it stands
     * @param terms terms
     */
    record Offer(String supplier, String offerId, String orderId, GrantTerms terms) {}

    /**
     * Whether an offer stands.
     *
     * @param refusal why not
     */
    record Published(Optional<String> refusal) {}

    /**
     * What the ledger said to a proposal.
     *
     * @param refusal code, where it refused
     */
    record Proposed(Optional<String> refusal) {}
}
