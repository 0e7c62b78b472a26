/** Receipt logs: call receipts, tree heads, leases, unit claims and totals. Start at {@code CallReceipt}. */
@NullMarked
package io.kontor.model.receipt;

import org.jspecify.annotations.NullMarked;
