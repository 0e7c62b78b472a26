package io.kontor.model.receipt;

import io.kontor.model.grant.Action;

/**
 * An anchored total that is higher than the units that the log ever had. Recorded, never refused: refusing would block the evidence.
 *
 * @param logId log
 * @param grantId grant
 * @param action action
 * @param unitsEver units that the log says it used
 * @param unitsHeld units that the log leased and claimed
 * @param treeSize size of the head that first showed it
 * @param transactionId transaction that anchored that head
 */
public record Breach(
        String logId,
        String grantId,
        Action action,
        long unitsEver,
        long unitsHeld,
        long treeSize,
        String transactionId) {}
