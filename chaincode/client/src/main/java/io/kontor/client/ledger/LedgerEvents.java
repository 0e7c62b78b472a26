package io.kontor.client.ledger;

import java.util.Optional;

/** A stream of events; one thread reads, any thread may close. */
public interface LedgerEvents extends AutoCloseable {

    /**
     * Waits for the next event.
     *
     * @return the event, or empty once closed
     * @throws LedgerUnavailableException when the stream broke; follow again from the last handled event
     */
    Optional<LedgerEvent> next();

    @Override
    void close();
}
