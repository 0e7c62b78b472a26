package io.kontor.extension.identity;

/** The connector's own identity cannot be loaded; the connector must not start without it. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentityException(String message) {
        super(message);
    }

    IdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}
