package io.kontor.app.mirror;

/** What a mirror knows of a log. */
public enum MirrorState {
    /** Nothing is anchored yet that could be compared. */
    PENDING,
    /** The root recomputed from all leaf hashes equals the one anchored on the ledger. */
    VERIFIED,
    /** The ledger holds a head with more leaves than were received: a gap at the end. */
    BEHIND,
    /** What was received contradicts the ledger, itself or another mirror. */
    MISMATCH,
    /** The instance does not answer. */
    UNREACHABLE
}
