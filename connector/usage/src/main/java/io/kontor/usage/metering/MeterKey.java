package io.kontor.usage.metering;

import io.kontor.model.grant.Action;

/**
 * What totals are kept for.
 *
 * @param grantId grant
 * @param action action
 * @param period settlement period of the order
 */
public record MeterKey(String grantId, Action action, int period) {}
