/** Settlement periods of an order: counts of both sides, charge, shares, corrections. Start at {@code Settlement}. */
@NullMarked
package io.kontor.model.settlement;

import org.jspecify.annotations.NullMarked;
