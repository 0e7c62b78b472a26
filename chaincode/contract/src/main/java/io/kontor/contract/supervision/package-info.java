/** What supervision asks of the ledger. Start at {@code SupervisionContract}. */
@NullMarked
package io.kontor.contract.supervision;

import org.jspecify.annotations.NullMarked;
