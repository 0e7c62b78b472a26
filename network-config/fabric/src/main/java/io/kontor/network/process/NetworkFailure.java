package io.kontor.network.process;

import org.jspecify.annotations.Nullable;

/** A network cannot be made, started or ended; the message is one line that says what to do. */
public final class NetworkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NetworkFailure(String message) {
        this(message, null);
    }

    public NetworkFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
