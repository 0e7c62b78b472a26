package io.kontor.devpeer.ledger;

/** The ledger takes no transaction: too many wait, or a write to disk has failed and it has stopped for good. */
public final class LedgerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(final String message) {
        super(message);
    }
}
