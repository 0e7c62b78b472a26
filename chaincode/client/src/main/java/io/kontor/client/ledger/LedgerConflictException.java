package io.kontor.client.ledger;

import org.jspecify.annotations.Nullable;

/** Other transactions won each time; nothing was written. Trying again later may succeed. */
public final class LedgerConflictException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
