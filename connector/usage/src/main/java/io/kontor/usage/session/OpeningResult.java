package io.kontor.usage.session;

import io.kontor.model.rejection.RejectionCode;

/** Whether a session was opened. */
public sealed interface OpeningResult {

    /**
     * Opened.
     *
     * @param session session, 32 hex characters
     * @param answer canonical JSON body of the answer (SES-2)
     */
    record Opened(String session, String answer) implements OpeningResult {}

    /**
     * Refused.
     *
     * @param code NOT_AUTHENTICATED or MALFORMED without a leaf, STALE or BUSY to try again, else a code with a SESSION_REFUSED leaf
     * @param detail one line
     * @param leaf base64 of the SESSION_REFUSED leaf, empty text where none was written
     */
    record Refused(RejectionCode code, String detail, String leaf) implements OpeningResult {}
}
