package io.kontor.extension.ledger;

/** The ledger did not answer. Nothing was decided: try again later, and refuse until then. */
public final class LedgerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was asked and why there is no answer
     * @param cause failure of the client
     */
    public LedgerAwayException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates the exception.
     *
     * @param message what was asked and why there is no answer
     */
    public LedgerAwayException(String message) {
        super(message);
    }
}
