/** The ledger in one process: the real contract over a sorted map. Start at {@code InMemoryNetwork}. */
@NullMarked
package io.kontor.testkit.ledger;

import org.jspecify.annotations.NullMarked;
