package io.kontor.app.supervision;

import java.util.List;
import java.util.Map;

/**
 * The summary over everything that the reader may read (REST-9).
 *
 * @param calls all calls, also refused ones
 * @param usage usage of the released hits
 * @param bytes bytes released
 * @param outcomes calls by outcome
 * @param refusals refused calls by code
 * @param scenarios calls by scenario
 * @param actions calls by action
 * @param consent consent coverage of released personal-data calls
 * @param counts both sides' counts by order, period, grant and action
 * @param logs the mirrored logs
 * @param deletions deletion tasks of ended grants by state: OPEN, OVERDUE, DONE
 * @param pending calls whose receipt no anchored head contains yet
 */
record SupervisionSummary(
        long calls,
        long usage,
        long bytes,
        Map<String, Long> outcomes,
        Map<String, Long> refusals,
        Map<String, GroupTotals> scenarios,
        Map<String, GroupTotals> actions,
        ConsentCoverage consent,
        List<CountComparison> counts,
        List<LogState> logs,
        Map<String, Long> deletions,
        long pending) {

    /**
     * Calls of one scenario or action.
     *
     * @param calls all
     * @param released released calls, with or without data found
     * @param refused refused calls
     * @param usage usage
     */
    record GroupTotals(long calls, long released, long refused, long usage) {}

    /**
     * Consent coverage.
     *
     * @param released released personal-data calls
     * @param covered those with a consent that the ledger shows as consumed by that call
     * @param percent covered in percent, with one digit
     */
    record ConsentCoverage(long released, long covered, String percent) {}

    /**
     * Both sides' counts of one grant and action in one period.
     *
     * @param orderId order
     * @param period period
     * @param grantId grant
     * @param action action
     * @param supplier the suppliers' counts
     * @param buyer the buyer's counts
     * @param equal whether they are the same
     */
    record CountComparison(
            String orderId, int period, String grantId, String action, Counts supplier, Counts buyer, boolean equal) {}

    /**
     * One side's counts.
     *
     * @param calls released calls
     * @param hits released calls that found data
     * @param usage usage
     */
    record Counts(long calls, long hits, long usage) {

        static final Counts NONE = new Counts(0, 0, 0);
    }

    /**
     * A mirrored log.
     *
     * @param logId log
     * @param supplier member that runs it
     * @param mirror member that pulls, empty when nobody does
     * @param state VERIFIED, PENDING, BEHIND, MISMATCH or UNREACHABLE
     * @param received leaves received
     * @param anchoredSize leaves under the head on the ledger
     * @param gap leaves that are anchored and were not received
     * @param ownRoot root recomputed from the leaf hashes
     * @param anchoredRoot root on the ledger
     * @param transactionId transaction that anchored it
     * @param block its block
     * @param detail what is wrong
     */
    record LogState(
            String logId,
            String supplier,
            String mirror,
            String state,
            long received,
            long anchoredSize,
            long gap,
            String ownRoot,
            String anchoredRoot,
            String transactionId,
            long block,
            String detail) {}
}
