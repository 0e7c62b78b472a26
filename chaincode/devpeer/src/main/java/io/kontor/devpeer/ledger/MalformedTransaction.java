package io.kontor.devpeer.ledger;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A proposal or transaction does not have the form that Fabric wants. */
public final class MalformedTransaction extends Exception {
    private static final long serialVersionUID = 1L;

    private final TxValidationCode code;

    MalformedTransaction(final TxValidationCode code, final String message) {
        super(message);
        this.code = code;
    }

    MalformedTransaction(final TxValidationCode code, final String message, final Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The validation code that a block gives such a transaction. */
    public TxValidationCode code() {
        return code;
    }
}
