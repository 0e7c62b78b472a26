package io.kontor.devpeer.identity;

/** A serialised identity is not one of a known organisation, or a signature or time does not fit. */
public final class IdentityRefused extends Exception {
    private static final long serialVersionUID = 1L;

    IdentityRefused(final String message) {
        super(message);
    }

    IdentityRefused(final String message, final Throwable cause) {
        super(message, cause);
    }
}
