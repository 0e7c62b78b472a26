package io.kontor.contract.rejection;

import io.kontor.model.rejection.Rejection;
import io.kontor.model.rejection.RejectionCode;

/** A refusal; nothing of the transaction is written. Its message is {@code CODE: text}, all that reaches a Fabric client (ERR-3). */
public final class ContractRejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionCode code;

    /**
     * @param code why
     * @param text "Cannot verb thing id: reason with both values"
     */
    public ContractRejection(RejectionCode code, String text) {
        super(new Rejection(code, text).format(), null, false, false);
        this.code = code;
    }

    /** Why. */
    public RejectionCode code() {
        return code;
    }

    /**
     * Goes on only when a condition holds.
     *
     * @param holds whether it holds
     * @param code why it is refused otherwise
     * @param text "Cannot verb thing id: reason with both values"
     */
    public static void unless(boolean holds, RejectionCode code, String text) {
        if (!holds) {
            throw new ContractRejection(code, text);
        }
    }
}
