package io.kontor.testkit.ledger;

/** How a ledger may fail. */
public enum Outage {
    /** It works. */
    NONE,
    /** Nothing is submitted, nothing answers, event streams break. */
    UNAVAILABLE,
    /** Submissions meet a conflict at each try; queries work. */
    CONFLICT,
    /** Submissions commit, but their outcome is not learnt; queries work. */
    UNKNOWN_COMMITTED,
    /** Submissions are lost and their outcome is not learnt; queries work. */
    UNKNOWN_LOST
}
