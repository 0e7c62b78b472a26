package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * The newest anchored head of a log; one key, one writer.
 *
 * @param head signed head
 * @param transactionId transaction that anchored it
 * @param anchoredAt transaction time, epoch milliseconds
 */
public record LogHead(SignedTreeHead head, String transactionId, long anchoredAt) {

    public LogHead {
        Ids.require("transaction id", transactionId);
        Checks.time("anchored at", anchoredAt);
    }
}
