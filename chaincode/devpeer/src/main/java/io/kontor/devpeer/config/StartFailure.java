package io.kontor.devpeer.config;

/** The dev peer cannot start. The message is one line that says what to do, fit for the console. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public StartFailure(final String message) {
        super(message);
    }

    public StartFailure(final String message, final Throwable cause) {
        super(message, cause);
    }
}
