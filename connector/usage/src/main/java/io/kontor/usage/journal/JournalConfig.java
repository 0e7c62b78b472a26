package io.kontor.usage.journal;

import java.util.concurrent.Executor;

/**
 * How a journal runs.
 *
 * @param durability when a record counts as durable
 * @param queue records that may wait; beyond it appends fail with {@link JournalBusyException}
 * @param segmentBytes size of a segment, preallocated
 * @param callbacks completes the stages of a batch, in one task
 */
public record JournalConfig(Durability durability, int queue, int segmentBytes, Executor callbacks) {}
