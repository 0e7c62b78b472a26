package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;

/**
 * Units of one grant and action; totals only grow, free = limit − leasedTotal + returnedTotal.
 *
 * @param grantId grant
 * @param action action
 * @param limit units allowed by the grant
 * @param leasedTotal units ever leased in blocks or claimed one by one
 * @param returnedTotal units ever given back with proof
 */
public record Allowance(String grantId, Action action, long limit, long leasedTotal, long returnedTotal) {

    public Allowance {
        Ids.require("grant id", grantId);
        Checks.range("limit", limit, 1, Checks.MAX);
        Checks.range("leased total", leasedTotal, 0, Checks.MAX);
        Checks.range("returned total", returnedTotal, 0, Checks.MAX);
        if (returnedTotal > leasedTotal || leasedTotal - returnedTotal > limit) {
            throw new MalformedException(
                    "Cannot accept allowance of grant " + grantId + " " + action + ": limit " + limit
                            + ", leased " + leasedTotal + ", returned " + returnedTotal
                            + ", must be returned ≤ leased ≤ limit + returned");
        }
    }

    /** Units that may still be leased or claimed. */
    public long free() {
        return limit - leasedTotal + returnedTotal;
    }
}
