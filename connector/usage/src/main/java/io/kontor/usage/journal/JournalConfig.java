package io.kontor.usage.journal;

import io.kontor.model.merkle.HashFunction;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a journal runs.
 *
 * @param durability when a record counts as durable
 * @param queue records that may wait; beyond it appends fail with {@link JournalBusyException}
 * @param segmentBytes size of a segment, preallocated
 * @param callbacks completes the stages of a batch, in one task
 * @param wakes runs what wakes the sequencer's thread, from the thread that appends; it may put it off until that thread's turn is over,
 *     so that one wake serves all its appends
 * @param steps runs the sequencer one batch at a time, never two at once; empty for a thread of the journal's own
 * @param hash of the chain over batches
 */
public record JournalConfig(
        Durability durability,
        int queue,
        int segmentBytes,
        Executor callbacks,
        Executor wakes,
        Optional<Executor> steps,
        HashFunction hash) {

    /** With a sequencer on a thread of its own and SHA-256. */
    public JournalConfig(Durability durability, int queue, int segmentBytes, Executor callbacks) {
        this(durability, queue, segmentBytes, callbacks, Optional.empty());
    }

    /** With SHA-256. */
    public JournalConfig(
            Durability durability, int queue, int segmentBytes, Executor callbacks, Optional<Executor> steps) {
        this(durability, queue, segmentBytes, callbacks, Runnable::run, steps, HashFunction.sha256());
    }
}
