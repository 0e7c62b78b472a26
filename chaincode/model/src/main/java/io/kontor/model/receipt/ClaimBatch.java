package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import java.util.List;

/**
 * Units and consents that an instance claims in one transaction, before anything is released.
 *
 * @param logId log
 * @param epoch epoch of the instance
 * @param claims 1 to 256 claims, each with its own call id
 */
public record ClaimBatch(String logId, long epoch, List<Claim> claims) {

    public ClaimBatch {
        Ids.require("log id", logId);
        Checks.range("epoch", epoch, 0, Checks.MAX);
        claims = Checks.list("claims", claims, 1, 256);
        Checks.distinct("claims", claims, Claim::callId);
    }
}
