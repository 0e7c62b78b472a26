package io.kontor.client.ledger;

import org.jspecify.annotations.Nullable;

/** No peer or too few organisations answered; nothing was submitted. */
public final class LedgerUnavailableException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
