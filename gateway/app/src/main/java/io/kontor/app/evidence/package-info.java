/**
 * Evidence bundles of receipts: built from the mirrors and the ledger's endorsed status, verified with the configured trust file.
 * It decides nothing: the verifier of {@code io.kontor.evidence} does. Start at {@code EvidenceBundles}.
 */
@ApplicationModule(displayName = "Evidence")
@NullMarked
package io.kontor.app.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
