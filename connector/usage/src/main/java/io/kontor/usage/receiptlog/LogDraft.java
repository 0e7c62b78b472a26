package io.kontor.usage.receiptlog;

/**
 * Makes leaves and local records in order with all others. Runs exactly once on the sequencer's thread; MUST NOT block, and MUST throw
 * before it changes state, if at all.
 *
 * @param <T> what it gives once durable
 */
@FunctionalInterface
public interface LogDraft<T> {

    /** Writes into the sink. */
    T write(LogSink sink);
}
