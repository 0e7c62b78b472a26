/**
 * Running totals of a log per grant, action and settlement period (receipt.md RCP-3).
 *
 * <p>Start at {@link io.kontor.usage.metering.Meter}.
 */
@NullMarked
package io.kontor.usage.metering;

import org.jspecify.annotations.NullMarked;
