package io.kontor.model.receipt;

/** What becomes of the unit of a call that released nothing. */
public enum UnitReturn {
    /** It stays in the instance's hands for its next call (RCP-3). */
    KEPT,
    /** It was claimed on the ledger for this call and is free again for all. */
    RETURNED
}
