package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Signature;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * The activation of one EDC agreement on the ledger: one resource of one supplier, under one order.
 *
 * @param grantId the agreement's shared {@code agreementId}
 * @param version 1, 2, …; a new version never resets what was used
 * @param orderId order that it serves
 * @param resourceId resource
 * @param supplier member that supplies
 * @param seller operator that sells
 * @param buyer member that uses
 * @param terms frozen terms
 * @param termsHash SHA-256 of the canonical JSON of {@code terms}
 * @param tariffVersion tariff version of the order
 * @param evidenceKeyDigest SHA-256 of the per-agreement evidence key (architecture §4.7)
 * @param status state
 * @param signatures countersignatures so far, in order of signing
 * @param reason why it was refused, suspended or ended
 * @param proposedAt epoch milliseconds
 * @param endedAt epoch milliseconds
 */
public record Grant(
        String grantId,
        int version,
        String orderId,
        String resourceId,
        String supplier,
        String seller,
        String buyer,
        GrantTerms terms,
        Digest32 termsHash,
        int tariffVersion,
        Digest32 evidenceKeyDigest,
        GrantStatus status,
        List<Signature> signatures,
        Optional<String> reason,
        long proposedAt,
        Optional<Long> endedAt) {

    public Grant {
        Ids.require("grant id", grantId);
        Checks.range("version", version, 1, 1_000_000);
        Ids.require("order id", orderId);
        Ids.require("resource id", resourceId);
        Ids.require("supplier", supplier);
        Ids.require("seller", seller);
        Ids.require("buyer", buyer);
        Checks.range("tariff version", tariffVersion, 1, 1_000_000);
        signatures = Checks.list("signatures", signatures, 0, 3);
        reason.ifPresent(value -> Checks.text("reason", value, 500));
        Checks.time("proposed at", proposedAt);
        endedAt.ifPresent(value -> Checks.time("ended at", value));
        Checks.distinct("signatures", signatures, Signature::participantId);
        if (!terms.resourceId().equals(resourceId)) {
            throw new MalformedException("Cannot accept grant " + grantId + ": its resource is " + resourceId
                    + ", that of its terms is " + terms.resourceId());
        }
        if (status.ended() != endedAt.isPresent()) {
            throw new MalformedException("Cannot accept grant " + grantId + ": it is " + status + ", ended at "
                    + endedAt.map(String::valueOf).orElse("no time"));
        }
    }
}
