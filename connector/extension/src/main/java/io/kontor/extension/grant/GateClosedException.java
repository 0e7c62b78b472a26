package io.kontor.extension.grant;

/** A transfer may not start or go on now. */
public final class GateClosedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause why;

    private GateClosedException(String agreementId, String reason, Cause why) {
        super("Cannot transfer under agreement " + agreementId + ": " + reason);
        this.why = why;
    }

    /** What closed the gate. */
    public enum Cause {
        /** The ledger answered, and its answer does not permit the transfer. */
        DECIDED,
        /** The ledger did not answer; ask again later. */
        LEDGER_AWAY
    }

    static GateClosedException decided(String agreementId, String reason) {
        return new GateClosedException(agreementId, reason, Cause.DECIDED);
    }

    static GateClosedException away(String agreementId, String reason) {
        return new GateClosedException(agreementId, reason, Cause.LEDGER_AWAY);
    }

    /**
     * What closed the gate.
     *
     * @return cause
     */
    public Cause why() {
        return why;
    }
}
