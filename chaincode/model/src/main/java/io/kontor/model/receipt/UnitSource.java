package io.kontor.model.receipt;

/** Where the unit of a call comes from. */
public enum UnitSource {
    /** Claimed on the ledger by call id. */
    LEDGER,
    /** Taken from a block that the instance leased. */
    LEASE
}
