package io.kontor.dataplane.config;

/** Which side of a deal an instance serves. */
public enum Role {
    SUPPLIER,
    CONSUMER,
    BOTH;

    /** Whether data is supplied. */
    public boolean supplies() {
        return this != CONSUMER;
    }

    /** Whether data is used. */
    public boolean consumes() {
        return this != SUPPLIER;
    }
}
