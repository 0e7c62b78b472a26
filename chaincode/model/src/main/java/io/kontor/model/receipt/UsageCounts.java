package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;

/**
 * Counters of usage; all only grow.
 *
 * @param unitsEver units of the grant's limit used in this log over all periods (released, and reserved ones that were never resolved)
 * @param calls released calls in the period
 * @param hits released calls that found data
 * @param usage items × records over the released hits (I-04)
 * @param bytes bytes released
 * @param denied denied calls
 */
public record UsageCounts(long unitsEver, long calls, long hits, long usage, long bytes, long denied) {

    public UsageCounts {
        Checks.range("units ever", unitsEver, 0, Checks.MAX);
        Checks.range("calls", calls, 0, Checks.MAX);
        Checks.range("hits", hits, 0, Checks.MAX);
        Checks.range("usage", usage, 0, Checks.MAX);
        Checks.range("bytes", bytes, 0, Checks.MAX);
        Checks.range("denied", denied, 0, Checks.MAX);
        if (hits > calls) {
            throw new MalformedException(
                    "Cannot accept usage counts: " + hits + " hits, must not be above " + calls + " calls");
        }
    }

    /** No usage. */
    public static final UsageCounts ZERO = new UsageCounts(0, 0, 0, 0, 0, 0);
}
