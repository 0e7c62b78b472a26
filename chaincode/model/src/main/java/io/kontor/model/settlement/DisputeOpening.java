package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.merkle.InclusionProof;

/**
 * What a buyer raises a dispute with: the receipt itself and the proof that it stands in the log's anchored head.
 *
 * @param disputeId identifier
 * @param orderId order
 * @param leaf the receipt's leaf bytes, base64
 * @param proof inclusion proof to the newest anchored head
 * @param ground why
 */
public record DisputeOpening(String disputeId, String orderId, String leaf, InclusionProof proof, String ground) {

    public DisputeOpening {
        Ids.require("dispute id", disputeId);
        Ids.require("order id", orderId);
        Checks.base64("leaf", leaf, 4096);
        Checks.text("ground", ground, 1000);
    }
}
