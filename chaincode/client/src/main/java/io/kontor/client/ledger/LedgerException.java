package io.kontor.client.ledger;

import org.jspecify.annotations.Nullable;

/** Why a ledger call did not do what was asked; each kind says what the caller can do next. */
public abstract sealed class LedgerException extends RuntimeException
        permits LedgerRejectedException, LedgerConflictException, LedgerUnavailableException, LedgerUnknownException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
