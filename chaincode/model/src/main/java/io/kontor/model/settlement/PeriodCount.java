package io.kontor.model.settlement;

import io.kontor.model.grant.Action;

/**
 * One side's count of a grant and action in a period.
 *
 * @param grantId grant
 * @param action action
 * @param calls released calls
 * @param hits released calls that found data
 * @param usage items × records over the hits
 */
public record PeriodCount(String grantId, Action action, long calls, long hits, long usage) {}
