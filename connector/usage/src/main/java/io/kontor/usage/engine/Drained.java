package io.kontor.usage.engine;

import io.kontor.model.receipt.LogHead;

/**
 * What an instance handed in when it was drained.
 *
 * @param blocks blocks that were closed
 * @param units units that are free again on the ledger
 * @param waiting leaves that the ledger has not taken back yet: their units count as used
 * @param head anchored head that covers the log
 */
public record Drained(int blocks, long units, int waiting, LogHead head) {}
