package io.kontor.model.grant;

import io.kontor.model.id.Digest32;
import io.kontor.model.order.Signature;
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
        Optional<Long> endedAt) {}
