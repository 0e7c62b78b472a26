/**
 * A world of one thread and one seed: time, chance, disks, the network and the ledger as a run meets them.
 *
 * <p>Start at {@link io.kontor.simulation.world.World}.
 */
@NullMarked
package io.kontor.simulation.world;

import org.jspecify.annotations.NullMarked;
