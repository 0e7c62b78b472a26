package io.kontor.model.settlement;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import java.util.Optional;

/**
 * A dispute of one released call (domain 3.9). The dispute unit is one call.
 *
 * @param disputeId identifier
 * @param orderId order
 * @param period period of the call
 * @param grantId grant
 * @param action action
 * @param logId log
 * @param index leaf index of the receipt
 * @param leafHash leaf hash of the receipt, shown by an inclusion proof when raised
 * @param usage usage of the call
 * @param ground why
 * @param evidenceDigest digest of the evidence bundle, once collected
 * @param status state
 * @param decision what was decided
 * @param creditPeriod period in which the credit note stands
 */
public record Dispute(
        String disputeId,
        String orderId,
        int period,
        String grantId,
        Action action,
        String logId,
        long index,
        Digest32 leafHash,
        long usage,
        String ground,
        Optional<Digest32> evidenceDigest,
        DisputeStatus status,
        Optional<String> decision,
        Optional<Integer> creditPeriod) {}
