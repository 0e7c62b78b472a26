/**
 * Derivatives: results that a consumer wants to export or pass on, and the supplier's decision. It does not own them: they are on
 * the ledger. Start at {@code DerivativeActions}.
 */
@ApplicationModule(displayName = "Derivatives")
@NullMarked
package io.kontor.app.derivative;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
