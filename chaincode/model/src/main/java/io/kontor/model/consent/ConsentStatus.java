package io.kontor.model.consent;

/** State of a consent (domain 3.6); expiry is evaluated at the claim. */
public enum ConsentStatus {
    GIVEN,
    CONSUMED,
    REVOKED
}
