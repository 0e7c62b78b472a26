package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;

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
        String transactionId) {

    public Breach {
        Ids.require("log id", logId);
        Ids.require("grant id", grantId);
        Checks.range("units ever", unitsEver, 0, Checks.MAX);
        Checks.range("units held", unitsHeld, 0, Checks.MAX);
        Checks.range("tree size", treeSize, 0, Checks.MAX);
        Ids.require("transaction id", transactionId);
        if (unitsEver <= unitsHeld) {
            throw new MalformedException("Cannot accept breach of grant " + grantId + " " + action + " in log " + logId
                    + ": units used " + unitsEver + ", must be above units held " + unitsHeld);
        }
    }
}
