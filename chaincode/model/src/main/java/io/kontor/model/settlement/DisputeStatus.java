package io.kontor.model.settlement;

/** State of a dispute (domain 3.9). */
public enum DisputeStatus {
    RAISED,
    EVIDENCE_COLLECTED,
    UPHELD,
    DISMISSED,
    WITHDRAWN
}
