package io.kontor.model.grant;

/** Where a deletion task stands. */
public enum DeletionStatus {
    /** The buyer has not stated that it deleted. */
    OPEN,
    /** So, and a sweep found that it was due. */
    OVERDUE,
    /** The buyer has stated it. */
    DONE
}
