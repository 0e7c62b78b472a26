package io.kontor.usage.engine;

import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.receiptlog.LogStore;
import java.util.Optional;

/** Heads of a log on the ledger. */
final class Heads {

    private Heads() {}

    /** The anchored head, if there is one; blocks. */
    static Optional<LogHead> read(ReceiptLedger ledger, String logId) {
        try {
            return Optional.of(ledger.head(logId));
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the log begins with all leaves of an anchored head. */
    static boolean continues(LogStore log, LogHead anchored) {
        long size = anchored.head().treeSize();
        return size <= log.size()
                && log.head(size).rootHash().equals(anchored.head().rootHash());
    }
}
