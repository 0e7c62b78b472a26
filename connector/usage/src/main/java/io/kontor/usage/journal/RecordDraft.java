package io.kontor.usage.journal;

/**
 * Makes the records of one append, in order with all others: the only place where state that the journal orders may change.
 *
 * @param <T> what the append gives once it is durable
 */
@FunctionalInterface
public interface RecordDraft<T> {

    /**
     * Runs exactly once on the sequencer's thread. MUST NOT block. MUST throw before it changes any state, if at all: then nothing of
     * it is written.
     *
     * @param sink takes any number of records, also none
     * @return the result
     */
    T write(RecordSink sink);
}
