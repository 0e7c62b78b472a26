package io.kontor.simulation.run;

import io.kontor.simulation.deal.Deal;
import io.kontor.simulation.world.VirtualClock;
import io.kontor.simulation.world.Weather;
import io.kontor.simulation.world.World;
import io.kontor.testkit.ledger.InMemoryNetwork;

/**
 * What all of a run share.
 *
 * @param world time, chance, order
 * @param weather outages
 * @param deal the deal
 * @param network the ledger of this run
 * @param mutation what is broken on purpose
 * @param book what was delivered
 */
record Stage(World world, Weather weather, Deal deal, InMemoryNetwork network, Mutation mutation, Book book) {

    static Stage of(World world, Deal deal, Mutation mutation) {
        InMemoryNetwork network = deal.network(new VirtualClock(world));
        return new Stage(world, new Weather(world), deal, network, mutation, new Book());
    }
}
