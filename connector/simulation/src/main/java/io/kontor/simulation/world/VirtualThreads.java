package io.kontor.simulation.world;

import io.kontor.usage.contact.Threads;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Blocking calls and timers of a process, each a step of the world. */
public final class VirtualThreads implements Threads {

    private static final int LONGEST_MS = 30;

    private final World world;
    private final Life life;
    private final Executor calls;
    private boolean closed;

    /**
     * @param world world
     * @param life process
     */
    public VirtualThreads(World world, Life life) {
        this.world = world;
        this.life = life;
        this.calls = life.later("task", LONGEST_MS);
    }

    @Override
    public void execute(Runnable call) {
        calls.execute(call);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        world.after(life, delay.toMillis(), "delay", () -> {
            if (!closed) {
                task.run();
            }
        });
    }

    @Override
    public void every(Duration interval, Runnable task) {
        world.after(life, interval.toMillis(), "timer", () -> {
            if (!closed) {
                task.run();
                every(interval, task);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
    }
}
