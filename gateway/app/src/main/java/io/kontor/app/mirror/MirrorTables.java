package io.kontor.app.mirror;

import io.kontor.app.ledger.LedgerLogs;
import org.springframework.stereotype.Component;

/**
 * What mirrors read and write.
 *
 * @param store sizes and findings
 * @param trees hashes
 * @param ledger logs and heads on the ledger
 */
@Component
record MirrorTables(MirrorStore store, TreeStore trees, LedgerLogs ledger) {}
