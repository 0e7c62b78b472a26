/** The usage engine in a world of one thread and one seed. Start at {@link io.kontor.simulation.SimulationMain}. */
@NullMarked
package io.kontor.simulation;

import org.jspecify.annotations.NullMarked;
