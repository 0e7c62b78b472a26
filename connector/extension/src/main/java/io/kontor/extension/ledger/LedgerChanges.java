package io.kontor.extension.ledger;

import java.util.function.Consumer;

/** Tells which keys of the ledger were written. A hint, not a record: what matters is read again from the ledger, and swept now and then. */
@FunctionalInterface
public interface LedgerChanges {
    /**
     * Registers a listener for the connector's life.
     *
     * @param listener gets each written key, from another thread; must return soon
     */
    void onChange(Consumer<String> listener);
}
