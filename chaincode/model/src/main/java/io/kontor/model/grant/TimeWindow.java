package io.kontor.model.grant;

/**
 * Half-open window [startsAt, endsAt), epoch milliseconds UTC (INT-18).
 *
 * @param startsAt first instant of use
 * @param endsAt first instant after use
 */
public record TimeWindow(long startsAt, long endsAt) {}
