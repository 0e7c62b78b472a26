package io.kontor.model.grant;

import io.kontor.model.id.Checks;

/**
 * How many units of all actions together may be used in one hour or one day.
 *
 * @param period what it is counted in
 * @param limit units, at least 1
 */
public record RateLimit(RatePeriod period, long limit) {

    public RateLimit {
        Checks.range("limit", limit, 1, Checks.MAX);
    }
}
