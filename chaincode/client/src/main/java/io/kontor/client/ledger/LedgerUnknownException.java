package io.kontor.client.ledger;

import org.jspecify.annotations.Nullable;

/** Submitted, and its commit could not be learnt: ask for the key, or submit the same id again. */
public final class LedgerUnknownException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final String transactionId;

    public LedgerUnknownException(String transactionId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.transactionId = transactionId;
    }

    public String transactionId() {
        return transactionId;
    }
}
