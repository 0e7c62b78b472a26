package io.kontor.usage.engine;

import io.kontor.model.grant.Action;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.usage.session.Strangers;
import java.util.List;
import java.util.Map;

/**
 * Counters and state for operators.
 *
 * @param logId log
 * @param epoch epoch
 * @param treeSize durable leaves
 * @param syncs batches of the journal that were synced to the disk since the start
 * @param anchoredSize leaves under the newest anchored head
 * @param serving {@code SERVING}, {@code STALE}, {@code DRAINED} or {@code ENDED}
 * @param lastEnd how the run before this one ended: {@code NONE}, {@code CLOSED}, {@code KILLED} or {@code MACHINE_STOPPED}
 * @param time own clock, epoch milliseconds
 * @param lastContactAt last own committed transaction, by the same clock
 * @param sessions live sessions
 * @param inFlight calls that hold a permit
 * @param strangers requests that were not authenticated
 * @param strangersByReason the same by reason
 * @param ledgerTransactions own committed transactions by function
 * @param grants counters by grant
 */
public record EngineState(
        String logId,
        long epoch,
        long treeSize,
        long syncs,
        long anchoredSize,
        String serving,
        String lastEnd,
        long time,
        long lastContactAt,
        int sessions,
        int inFlight,
        long strangers,
        Map<String, Strangers.Count> strangersByReason,
        Map<String, Long> ledgerTransactions,
        List<GrantCounters> grants) {

    /**
     * Counters of one grant and action.
     *
     * @param grantId grant
     * @param action action
     * @param period period in force
     * @param limit units allowed
     * @param left units left as far as this instance knows
     * @param inHand of these, units that are leased or were claimed and serve without the ledger (LOG-9)
     * @param readAt when the grant was read last, by the clock of the state
     * @param current whether no event has told since that the grant, or something above it, changed
     * @param counts running totals of this log
     */
    public record GrantCounters(
            String grantId,
            Action action,
            int period,
            long limit,
            long left,
            long inHand,
            long readAt,
            boolean current,
            UsageCounts counts) {}
}
