package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Signature;

/**
 * A supplier's signed statement that an instance never comes back: its open blocks count as used, its log takes nothing any more and
 * counts to its last anchored head (LEASE-3).
 *
 * @param logId log
 * @param epoch epoch that the log was in
 * @param reason why
 * @param signature officer of the supplier
 */
public record WriteOff(String logId, long epoch, String reason, Signature signature) {

    public WriteOff {
        Ids.require("log id", logId);
        Checks.range("epoch", epoch, 0, Checks.MAX);
        Checks.text("reason", reason, 500);
    }
}
