/**
 * What metered usage costs: bands, caps, discount and waiver. Rules RAT-1 to RAT-8 stand in docs/spec/money.md.
 *
 * <p>Start at {@link io.kontor.model.rating.Tariff}.
 */
@NullMarked
package io.kontor.model.rating;

import org.jspecify.annotations.NullMarked;
