/** Seeds that are played in each build, and what the checks must see. */
@NullMarked
package io.kontor.simulation.run;

import org.jspecify.annotations.NullMarked;
