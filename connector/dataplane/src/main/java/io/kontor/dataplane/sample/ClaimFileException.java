package io.kontor.dataplane.sample;

/** A file of claims that is refused; the message names file, line and column. */
public final class ClaimFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimFileException(String message) {
        super(message);
    }

    ClaimFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
