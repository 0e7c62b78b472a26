package io.kontor.model.receipt;

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
    /** No usage. */
    public static final UsageCounts ZERO = new UsageCounts(0, 0, 0, 0, 0, 0);
}
