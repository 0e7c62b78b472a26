package io.kontor.usage.call;

import io.kontor.model.rejection.RejectionCode;

/** Whether a call stands in a live session under a good MAC. */
public sealed interface Authentication {

    /**
     * The caller is who it says.
     *
     * @param call the call
     */
    record Accepted(AuthenticatedCall call) implements Authentication {}

    /**
     * No receipt is written.
     *
     * @param code NOT_AUTHENTICATED for a stranger (counted), MALFORMED for an authenticated call that cannot be read
     * @param detail one line for the caller
     */
    record Rejected(RejectionCode code, String detail) implements Authentication {}
}
