package io.kontor.model.receipt;

import io.kontor.model.grant.Action;

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
    /** Units that may still be leased or claimed. */
    public long free() {
        return limit - leasedTotal + returnedTotal;
    }
}
