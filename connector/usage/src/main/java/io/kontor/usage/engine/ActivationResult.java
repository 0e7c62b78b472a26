package io.kontor.usage.engine;

import io.kontor.model.grant.Grant;
import io.kontor.model.rejection.RejectionCode;

/** Whether a grant is served. */
public sealed interface ActivationResult {

    /**
     * It is.
     *
     * @param grant the grant as read from the ledger
     */
    record Active(Grant grant) implements ActivationResult {}

    /**
     * It is not.
     *
     * @param code why: NO_AGREEMENT, TERMS_HASH, SUSPENDED, TERMINATED, NO_AUTHORISATION, MODE, MALFORMED, STALE
     * @param detail one line with both values
     */
    record Refused(RejectionCode code, String detail) implements ActivationResult {}
}
