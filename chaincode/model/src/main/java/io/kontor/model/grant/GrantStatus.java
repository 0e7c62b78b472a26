package io.kontor.model.grant;

/** State of a grant (domain 3.5); EXHAUSTED is a view of the counters, no state. */
public enum GrantStatus {
    PROPOSED,
    ACTIVE,
    SUSPENDED,
    REFUSED,
    EXPIRED,
    TERMINATED,
    CLOSED;

    /** Whether the grant has ended for good. */
    public boolean ended() {
        return this == REFUSED || this == EXPIRED || this == TERMINATED || this == CLOSED;
    }
}
