package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * Request of an instance for a block of units.
 *
 * @param leaseId identifier chosen by the instance, unique in the log
 * @param logId log
 * @param epoch epoch of the instance
 * @param grantId grant
 * @param action action
 * @param units units wanted, at least 1; all or none
 */
public record LeaseRequest(String leaseId, String logId, long epoch, String grantId, Action action, long units) {

    public LeaseRequest {
        Ids.require("lease id", leaseId);
        Ids.require("log id", logId);
        Checks.range("epoch", epoch, 0, Checks.MAX);
        Ids.require("grant id", grantId);
        Checks.range("units", units, 1, Checks.MAX);
    }
}
