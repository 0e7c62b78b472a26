package io.kontor.dataplane.source;

/** A source that must not be served as it is configured; one line that says what to do. */
public final class SourceConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one line */
    public SourceConfigurationException(String message) {
        super(message);
    }

    /**
     * @param message one line
     * @param cause what was found first
     */
    public SourceConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
