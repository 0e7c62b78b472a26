package io.kontor.usage.contact;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import java.util.function.Consumer;

/** The ledger's events as they reach an engine. */
public interface Following extends AutoCloseable {

    /** Begins to follow; the seam at which a simulation delays or withholds events. */
    @FunctionalInterface
    interface Start {

        /**
         * Follows from a block on.
         *
         * @param ledger ledger
         * @param from first block
         * @param handler sees each event once; must not block
         */
        Following follow(Ledger ledger, EventPosition from, Consumer<LedgerEvent> handler);
    }

    /** Whether events arrive as they are committed; while not, cached state must be read again before use. */
    boolean live();

    @Override
    void close();
}
