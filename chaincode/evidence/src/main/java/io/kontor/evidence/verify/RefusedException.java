package io.kontor.evidence.verify;

/** A link that does not hold; it never leaves this package. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final EvidenceCheck check;
    private final String reason;

    RefusedException(EvidenceCheck check, String reason) {
        super(check.link() + ": " + reason);
        this.check = check;
        this.reason = reason;
    }

    EvidenceCheck check() {
        return check;
    }

    String reason() {
        return reason;
    }
}
