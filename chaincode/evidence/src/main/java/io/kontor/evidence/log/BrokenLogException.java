package io.kontor.evidence.log;

/** A link that does not hold; it never leaves this package. */
final class BrokenLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LogCheck check;

    BrokenLogException(LogCheck check, String reason) {
        super(reason);
        this.check = check;
    }

    LogCheck check() {
        return check;
    }
}
