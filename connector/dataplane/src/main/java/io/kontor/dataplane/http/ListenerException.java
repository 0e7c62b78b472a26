package io.kontor.dataplane.http;

/** A listener could not be opened; one line that says what to do. */
public final class ListenerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ListenerException(String message, Throwable cause) {
        super(message, cause);
    }
}
