package io.kontor.simulation.run;

import io.kontor.simulation.deal.Wish;

/** A wish on its way: where it is asked and how often it was. */
final class Errand {

    /** How it stands. */
    enum State {
        OPEN,
        /** A last receipt came. */
        RECEIPTED,
        /** Nobody waits for it any more. */
        ABANDONED
    }

    private final Wish wish;
    private final Machine machine;
    private State state = State.OPEN;
    private int tries;

    Errand(Wish wish, Machine machine) {
        this.wish = wish;
        this.machine = machine;
    }

    Wish wish() {
        return wish;
    }

    Machine machine() {
        return machine;
    }

    State state() {
        return state;
    }

    boolean open() {
        return state == State.OPEN;
    }

    void become(State next) {
        state = next;
    }

    /** Number of this try. */
    int nextTry() {
        tries++;
        return tries;
    }

    int tries() {
        return tries;
    }
}
