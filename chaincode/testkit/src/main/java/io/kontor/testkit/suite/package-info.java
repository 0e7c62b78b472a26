/** Assertions that every ledger must meet. Start at {@code AbstractLedgerTest}. */
@NullMarked
package io.kontor.testkit.suite;

import org.jspecify.annotations.NullMarked;
