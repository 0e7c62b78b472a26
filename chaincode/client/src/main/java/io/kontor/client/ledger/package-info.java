/** The port to a ledger: evaluate, submit, follow; and the four outcomes of a submission. Start at {@code Ledger}. */
@NullMarked
package io.kontor.client.ledger;

import org.jspecify.annotations.NullMarked;
