package io.kontor.cli.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks at the state of each data plane again and again, by a thread for each. */
final class Looks implements AutoCloseable {

    private static final int EVERY_MS = 150;
    private static final long END_MS = 30_000;

    private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    static Looks at(List<Plane> planes) {
        Looks looks = new Looks();
        for (Plane plane : planes) {
            Thread thread = new Thread(() -> looks.follow(plane), "looks-" + plane.name());
            thread.setDaemon(true);
            looks.threads.add(thread);
            thread.start();
        }
        return looks;
    }

    private void follow(Plane plane) {
        while (open) {
            look(plane);
            Pause.of(EVERY_MS);
        }
    }

    private void look(Plane plane) {
        long asked = System.currentTimeMillis();
        try {
            var state = plane.control().state();
            looks.add(Look.of(plane.name(), asked, System.currentTimeMillis(), state));
        } catch (IOException e) {
            return; // it is down, and nothing is known of it until the next look
        }
    }

    /** All so far. */
    List<Look> all() {
        return List.copyOf(looks);
    }

    @Override
    public void close() {
        open = false;
        try {
            for (Thread thread : threads) {
                thread.join(END_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
