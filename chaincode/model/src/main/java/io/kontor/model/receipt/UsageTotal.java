package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * Running totals of one grant, action and settlement period in one log. Totals only grow. The newest receipt of that key carries them.
 *
 * @param logId log
 * @param grantId grant
 * @param action action
 * @param period settlement period of the order, from 1
 * @param index leaf index of the receipt that carries these totals
 * @param counts the counters
 */
public record UsageTotal(String logId, String grantId, Action action, int period, long index, UsageCounts counts) {

    public UsageTotal {
        Ids.require("log id", logId);
        Ids.require("grant id", grantId);
        Checks.range("period", period, 1, 1_000_000);
        Checks.range("index", index, 0, Checks.MAX);
    }
}
