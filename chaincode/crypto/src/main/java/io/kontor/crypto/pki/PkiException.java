package io.kontor.crypto.pki;

/** A certificate or key could not be made, written or read. The message names it and says why. */
public final class PkiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PkiException(final String message) {
        super(message);
    }

    PkiException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
