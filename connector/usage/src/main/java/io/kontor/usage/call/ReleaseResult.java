package io.kontor.usage.call;

import io.kontor.model.rejection.RejectionCode;

/** Whether the bytes may go now. */
public sealed interface ReleaseResult {

    /**
     * The receipt is durable: the bytes may go.
     *
     * @param receipt RELEASED, or RESERVED after {@link Permit#reserve()}
     */
    record Released(IssuedReceipt receipt) implements ReleaseResult {}

    /**
     * The grant ended while the call was being executed: nothing may leave.
     *
     * @param code TERMINATED, SUSPENDED, NO_AUTHORISATION or AFTER_WINDOW
     * @param detail one line
     * @param receipt ABORTED; the unit is given back when nothing had been released
     */
    record Withdrawn(RejectionCode code, String detail, IssuedReceipt receipt) implements ReleaseResult {}
}
