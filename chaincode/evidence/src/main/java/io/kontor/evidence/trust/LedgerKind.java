package io.kontor.evidence.trust;

/** What kind of ledger a trust file describes. */
public enum LedgerKind {
    /** One process holds the keys of all organisations: what it shows is consistent and not independently endorsed. */
    DEVELOPMENT,
    /** A network of independent organisations. */
    FABRIC
}
