package io.kontor.client.ledger;

import io.kontor.model.rejection.Rejection;
import io.kontor.model.rejection.RejectionCode;

/** The contract refused; nothing was written. Trying again unchanged gives the same. */
public final class LedgerRejectedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final RejectionCode code;
    private final String text;

    public LedgerRejectedException(Rejection rejection) {
        super(rejection.format(), null);
        this.code = rejection.code();
        this.text = rejection.text();
    }

    public RejectionCode code() {
        return code;
    }

    /** The text without the code. */
    public String text() {
        return text;
    }
}
