/** Derivatives on the ledger. Start at {@code DerivativeLedger}. */
@NullMarked
package io.kontor.client.derivative;

import org.jspecify.annotations.NullMarked;
