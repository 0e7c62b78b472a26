package io.kontor.usage.consumer;

/** The call cannot be asked; nothing was written and nothing may be sent. */
public final class ConsumerJournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Too many calls wait for their answer: try again later. */
        TOO_MANY_OPEN,
        /** What is held of the grant was deleted: it is over. */
        DELETED
    }

    ConsumerJournalException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
