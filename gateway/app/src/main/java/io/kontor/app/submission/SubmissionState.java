package io.kontor.app.submission;

/** What became of a submission. */
public enum SubmissionState {
    /** Given to the ledger; its commit is not known yet. */
    SUBMITTED,
    /** Committed as valid. */
    COMMITTED,
    /** The contract refused; nothing was written. */
    REJECTED,
    /** Other transactions won each time; nothing was written. */
    CONFLICT,
    /** Nothing was submitted: the ledger did not answer. */
    UNAVAILABLE,
    /** Submitted, and its commit could not be learnt. */
    UNKNOWN;

    /** Whether the same request may be tried again. */
    boolean mayRepeat() {
        return this == CONFLICT || this == UNAVAILABLE || this == UNKNOWN;
    }
}
