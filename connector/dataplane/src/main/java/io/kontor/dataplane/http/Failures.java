package io.kontor.dataplane.http;

import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.content.KeyDestroyedException;
import io.kontor.usage.journal.JournalException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into what the caller is told; only a fault of our own is logged with its trace. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Problem problemOf(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException expected) {
            return expected.problem();
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof MalformedException) {
            return Problem.malformed(message);
        }
        if (cause instanceof LedgerRejectedException rejected) {
            return Problem.of(409, rejected.code(), message);
        }
        if (cause instanceof LedgerUnavailableException
                || cause instanceof LedgerUnknownException
                || cause instanceof LedgerConflictException) {
            return Problem.of(503, RejectionCode.STALE, message).withRetryAfter(2);
        }
        if (cause instanceof JournalException) {
            LOG.error("A receipt could not be written, so nothing was released", cause);
            return Problem.of(503, RejectionCode.BUSY, "The receipt could not be written, so nothing was released")
                    .withRetryAfter(2);
        }
        if (cause instanceof KeyDestroyedException) {
            return Problem.of(403, RejectionCode.TERMINATED, message);
        }
        LOG.error("Cannot answer a request", cause);
        return Problem.of(500, "INTERNAL", "A fault of this instance", "The fault is in the log of this instance");
    }
}
