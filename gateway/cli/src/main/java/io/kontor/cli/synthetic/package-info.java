/**
 * The smallest synthetic deal under which calls can be made, played on a ledger for {@code kontor bench} and {@code kontor chaos}. What differs
 * between them is a {@code DealPlan}; both ask data planes by {@code PlaneControl}. Start at {@code SyntheticDeal}.
 */
@NullMarked
package io.kontor.cli.synthetic;

import org.jspecify.annotations.NullMarked;
