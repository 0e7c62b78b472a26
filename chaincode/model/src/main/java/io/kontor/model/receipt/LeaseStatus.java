package io.kontor.model.receipt;

/** State of a lease. */
public enum LeaseStatus {
    OPEN,
    CLOSED
}
