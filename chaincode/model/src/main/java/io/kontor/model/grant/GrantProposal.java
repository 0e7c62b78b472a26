package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;

/**
 * What the supplier's connector proposes once a negotiation is FINALIZED.
 *
 * @param grantId the shared agreement id
 * @param version version of the grant
 * @param orderId order
 * @param terms terms
 * @param termsHash SHA-256 of the canonical JSON of {@code terms}, compared by the contract
 * @param evidenceKeyDigest SHA-256 of the evidence key
 */
public record GrantProposal(
        String grantId, int version, String orderId, GrantTerms terms, Digest32 termsHash, Digest32 evidenceKeyDigest) {

    public GrantProposal {
        Ids.require("grant id", grantId);
        Checks.range("version", version, 1, 1_000_000);
        Ids.require("order id", orderId);
    }
}
