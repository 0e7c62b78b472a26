package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/**
 * Result of one claim of a batch. A refused claim changes nothing; the others stand.
 *
 * @param callId call
 * @param refusal absent when the claim stands (also when the same call had claimed before), else COUNT, CONSENT_…, TERMINATED, SUSPENDED,
 *     NO_AUTHORISATION, BEFORE_WINDOW or AFTER_WINDOW
 */
public record ClaimResult(String callId, Optional<RejectionCode> refusal) {

    public ClaimResult {
        Checks.hex16("call id", callId);
    }
}
