/** Breaks the product on purpose, one line at a time, to see that the simulator finds it. */
@NullMarked
package io.kontor.simulation.mutation;

import org.jspecify.annotations.NullMarked;
