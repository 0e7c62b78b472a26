package io.kontor.model.rejection;

/**
 * Text or a value that is not of the form that its specification demands; the ledger answers it with {@link
 * RejectionCode#MALFORMED}.
 */
public final class MalformedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param message "Cannot verb thing id: reason with both values" */
    public MalformedException(String message) {
        super(message);
    }

    /**
     * @param message "Cannot verb thing id: reason with both values"
     * @param cause what was found first
     */
    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
