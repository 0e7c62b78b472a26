/**
 * How a charge is shared: the split between units and operator, and the units' pool among suppliers. Rules SHR-1 to SHR-4
 * stand in docs/spec/money.md.
 *
 * <p>Start at {@link io.kontor.model.sharing.SplitPlan}.
 */
@NullMarked
package io.kontor.model.sharing;

import org.jspecify.annotations.NullMarked;
