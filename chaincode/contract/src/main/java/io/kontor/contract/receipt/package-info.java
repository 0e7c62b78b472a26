/** Receipt logs: epochs, leases, claims and anchors. Start at {@code ReceiptContract}. */
@NullMarked
package io.kontor.contract.receipt;

import org.jspecify.annotations.NullMarked;
