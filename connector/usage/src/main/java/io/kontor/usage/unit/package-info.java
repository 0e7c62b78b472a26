/**
 * Units and consents: blocks leased ahead while plenty is free, else each call claims on the ledger (architecture §3.8).
 *
 * <p>Start at {@link io.kontor.usage.unit.AllowanceKeeper}.
 */
@NullMarked
package io.kontor.usage.unit;

import org.jspecify.annotations.NullMarked;
