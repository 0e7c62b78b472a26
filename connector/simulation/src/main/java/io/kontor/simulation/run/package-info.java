/**
 * A run: machines of a supplier and a buyer, what befalls them, and what must hold afterwards.
 *
 * <p>Start at {@link io.kontor.simulation.run.Simulation}.
 */
@NullMarked
package io.kontor.simulation.run;

import org.jspecify.annotations.NullMarked;
