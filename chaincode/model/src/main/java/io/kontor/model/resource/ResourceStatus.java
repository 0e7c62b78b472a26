package io.kontor.model.resource;

/** State of a registration (the short form of domain 3.1). */
public enum ResourceStatus {
    SUBMITTED,
    REGISTERED,
    REJECTED,
    CANCELLED
}
