package io.kontor.model.authorisation;

/** State of an authorisation (the short form of domain 3.2). */
public enum AuthorisationStatus {
    /** Opened by the regulator, not yet accepted by the operator. */
    OPENED,
    ACTIVE,
    SUSPENDED,
    CLOSED
}
