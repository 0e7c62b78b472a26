package io.kontor.app.grant;

import io.kontor.model.grant.Action;

/**
 * Units of one action of a grant.
 *
 * @param action the action
 * @param used units used, by the newest receipts and anchors
 * @param leased units leased or claimed and not given back
 * @param limit units allowed
 */
public record ActionUnits(Action action, long used, long leased, long limit) {

    /** Whether nothing is left. */
    public boolean exhausted() {
        return used >= limit;
    }
}
