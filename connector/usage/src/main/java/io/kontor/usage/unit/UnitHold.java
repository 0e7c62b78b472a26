package io.kontor.usage.unit;

import io.kontor.model.receipt.UnitSource;

/**
 * A unit on its way to a call.
 *
 * @param pool where it belongs
 * @param source LEASE when it is in hand, LEDGER when it is still to be claimed
 */
public record UnitHold(UnitPool pool, UnitSource source) {}
