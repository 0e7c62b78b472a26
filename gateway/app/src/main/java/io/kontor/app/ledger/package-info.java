/**
 * The queryable index of the ledger. It owns the tables {@code record}, {@code scope_party}, {@code ledger_event} and {@code
 * checkpoint}, the thread that follows the ledger's events, the one rule of who may read what ({@link
 * io.kontor.app.ledger.ReadScope}), and the questions to the ledger itself. It does not own the receipts, which come from the
 * mirrors. Start at {@code LedgerIndex}.
 */
@ApplicationModule(displayName = "Ledger index")
@NullMarked
package io.kontor.app.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
