/** The deal that is simulated: its members, its three grants and the calls that a buyer wants. */
@NullMarked
package io.kontor.simulation.deal;

import org.jspecify.annotations.NullMarked;
