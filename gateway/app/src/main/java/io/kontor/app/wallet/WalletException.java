package io.kontor.app.wallet;

import org.jspecify.annotations.Nullable;

/** An identity cannot be used. */
public final class WalletException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WalletException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
