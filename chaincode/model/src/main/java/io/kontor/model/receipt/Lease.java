package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;

/**
 * A block of units in one instance's hands; no expiry.
 *
 * @param request what was asked for and given
 * @param status OPEN until closed by a return, a write-off or a later epoch
 * @param used units counted as used once closed
 */
public record Lease(LeaseRequest request, LeaseStatus status, long used) {

    public Lease {
        Checks.range("used", used, 0, Checks.MAX);
        if (used > request.units() || (status == LeaseStatus.OPEN && used != 0)) {
            throw new MalformedException("Cannot accept lease " + request.leaseId() + ": it is " + status + " with "
                    + used + " used of " + request.units());
        }
    }
}
