package io.kontor.usage.engine;

import io.kontor.client.ledger.LedgerException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.journal.JournalBusyException;
import io.kontor.usage.journal.JournalException;
import io.kontor.usage.unit.ClaimsBusyException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** What a call is told when the ledger or the journal did not do its part before anything was released. */
final class Unreachable {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Unreachable() {}

    /** Only failures that a later try can mend become a Retry; everything else stays a failure. */
    static CallResult result(String callId, Throwable failure) {
        String detail = "Cannot decide call " + callId + ": " + failure.getMessage();
        if (failure instanceof JournalBusyException
                || failure instanceof ClaimsBusyException
                || failure instanceof RejectedExecutionException) {
            return new CallResult.Retry(RejectionCode.BUSY, detail, SOON);
        }
        if (failure instanceof LedgerException || failure instanceof JournalException) {
            return new CallResult.Retry(RejectionCode.STALE, detail, SOON);
        }
        throw Failures.of(failure);
    }
}
