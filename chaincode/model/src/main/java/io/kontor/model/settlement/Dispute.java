package io.kontor.model.settlement;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
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
        Optional<Integer> creditPeriod) {

    public Dispute {
        Ids.require("dispute id", disputeId);
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        Ids.require("grant id", grantId);
        Ids.require("log id", logId);
        Checks.range("index", index, 0, Checks.MAX);
        Checks.range("usage", usage, 0, Checks.MAX);
        Checks.text("ground", ground, 1000);
        decision.ifPresent(value -> Checks.text("decision", value, 1000));
        creditPeriod.ifPresent(value -> Checks.range("credit period", value, 1, 1_000_000));
    }
}
