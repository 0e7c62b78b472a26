package io.kontor.simulation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Time, chance and order of one run. Everything that a run puts off stands in one queue and runs on the caller's thread; time goes on
 * from event to event. Two runs of one seed take the same steps.
 */
public final class World {

    /** When every run begins. */
    public static final Instant START = Instant.parse("2026-09-17T02:00:00Z");

    private static final int MEANWHILE_MS = 25;
    private static final int MEANWHILE_DEPTH = 3;
    private static final int MEANWHILE_STEPS = 4;

    private record Event(long at, long tie, long number, Life life, String label, Runnable action) {}

    private final Random random;
    private final Trace trace;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::at).thenComparingLong(Event::tie).thenComparingLong(Event::number));
    private final List<String> surprises = new ArrayList<>();
    private final Life nature = new Life(this, "world");
    private long now = START.toEpochMilli();
    private long number;
    private int depth;

    /**
     * A world of a seed.
     *
     * @param seed decides everything
     * @param keep whether the trace keeps its lines
     */
    public World(long seed, Trace.Keep keep) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.trace = new Trace(keep);
    }

    /** Epoch milliseconds. */
    public long now() {
        return now;
    }

    /** What never ends: weather, networks, plans. */
    public Life nature() {
        return nature;
    }

    /** A new process. */
    public Life life(String name) {
        return new Life(this, name);
    }

    /** A number from 0 to below a bound. */
    public int pick(int bound) {
        return random.nextInt(bound);
    }

    /** A number between two, both included. */
    public long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    /** True so many times in a thousand. */
    public boolean chance(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    /** A source of chance of its own. */
    public Random branch() {
        return new Random(random.nextLong());
    }

    /** The trace. */
    public Trace trace() {
        return trace;
    }

    /** Notes something in the trace. */
    public void note(String what) {
        trace.add(now + " " + what);
    }

    /** Exceptions that nobody expected. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Notes something that must not happen. */
    public void surprise(String what) {
        note("SURPRISE " + what);
        surprises.add(what);
    }

    /**
     * Puts something off.
     *
     * @param life whose doing it is; skipped when that has ended
     * @param delay milliseconds
     * @param label what the trace calls it
     * @param action what to do
     */
    public void after(Life life, long delay, String label, Runnable action) {
        events.add(new Event(now + delay, random.nextInt(), number++, life, label, action));
    }

    /** Runs everything until a moment. */
    public void runUntil(long time) {
        while (!events.isEmpty() && events.peek().at() <= time) {
            step();
        }
        now = Math.max(now, time);
    }

    /** While somebody waits, others go on: some of what is due now or soon. */
    public void meanwhile() {
        if (depth >= MEANWHILE_DEPTH || !chance(400)) {
            return;
        }
        depth++;
        try {
            long until = now + pick(MEANWHILE_MS);
            int steps = 1 + pick(MEANWHILE_STEPS);
            for (int i = 0; i < steps && !events.isEmpty() && events.peek().at() <= until; i++) {
                step();
            }
        } finally {
            depth--;
        }
    }

    /** What a process throws that ended meanwhile is part of its death. */
    private void failed(Event event, RuntimeException failure) {
        String what = event.life().name() + " " + event.label() + ": ";
        if (event.life().alive()) {
            surprise(what + failure);
        } else {
            note(what + failure.getClass().getSimpleName());
        }
    }

    private void step() {
        Event event = events.remove();
        now = Math.max(now, event.at());
        if (!event.life().alive()) {
            return;
        }
        trace.add(now + " " + event.life().name() + " " + event.label());
        try {
            event.action().run();
        } catch (RuntimeException e) {
            failed(event, e);
        }
    }
}
