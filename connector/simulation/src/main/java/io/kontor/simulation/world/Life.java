package io.kontor.simulation.world;

import java.util.concurrent.Executor;

/** One process from its start to its end; what it had put off dies with it. */
public final class Life {

    private final String name;
    private final World world;
    private boolean alive = true;
    private boolean blocking;

    Life(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Name with its number, such as {@code L1#2}. */
    public String name() {
        return name;
    }

    /** Whether it has not ended. */
    public boolean alive() {
        return alive;
    }

    /** Ends it; nothing of it runs any more. */
    public void end() {
        alive = false;
    }

    /** Runs something that waits for what it puts off: all of that runs at once. */
    public void blocking(Runnable action) {
        blocking = true;
        try {
            action.run();
        } finally {
            blocking = false;
        }
    }

    /**
     * Runs tasks each at a moment of its own.
     *
     * @param label what the trace calls them
     * @param longest longest delay in ms
     */
    public Executor later(String label, int longest) {
        return task -> {
            if (blocking) {
                task.run();
            } else {
                world.after(this, world.pick(longest + 1), label, task);
            }
        };
    }
}
