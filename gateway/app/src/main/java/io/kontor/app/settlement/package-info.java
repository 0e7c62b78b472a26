/**
 * The page and the API of settlement: usage, charge, confirmations, shares, disputes and credit notes. It computes no money: the
 * contract does. Start at {@code SettlementController}.
 */
@ApplicationModule(displayName = "Settlement")
@NullMarked
package io.kontor.app.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
