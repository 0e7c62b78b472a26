/**
 * Exact money in fen, unit prices, ratios and the one rounding rule. Rules MNY-1 to MNY-4 stand in docs/spec/money.md.
 *
 * <p>Start at {@link io.kontor.model.money.Money}.
 */
@NullMarked
package io.kontor.model.money;

import org.jspecify.annotations.NullMarked;
