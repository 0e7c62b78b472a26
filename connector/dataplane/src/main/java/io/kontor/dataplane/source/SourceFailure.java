package io.kontor.dataplane.source;

/** A source could not answer; nothing of it may be released. The message is for both parties and holds no value of the data. */
public final class SourceFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message "Cannot verb thing id: reason with both values" */
    public SourceFailure(String message) {
        super(message);
    }

    /**
     * @param message "Cannot verb thing id: reason with both values"
     * @param cause what the source said, for the supplier's own log
     */
    public SourceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
