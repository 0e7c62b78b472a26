package io.kontor.simulation.run;

import io.kontor.simulation.deal.Deal;
import io.kontor.simulation.world.SeededRandom;
import io.kontor.simulation.world.Trace;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs seeds over one deal. The deal is made once; runs do not share anything else. */
public final class Simulation {

    /** Held, so that its level stays. */
    private static final Logger PRODUCT = Logger.getLogger("io.kontor");

    private final Deal deal;
    private final Mutation mutation;

    /** @param mutation what is broken on purpose */
    public Simulation(Mutation mutation) {
        SeededRandom.install();
        this.deal = new Deal();
        this.mutation = mutation;
        PRODUCT.setLevel(Level.OFF);
    }

    /** Plays a seed. */
    public Outcome play(long seed) {
        return new Run(deal, seed, mutation, Trace.Keep.DIGEST).play();
    }

    /** Plays a seed and keeps its steps. */
    public Outcome replay(long seed) {
        return new Run(deal, seed, mutation, Trace.Keep.LINES).play();
    }
}
