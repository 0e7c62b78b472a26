package io.kontor.cli.chaos;

import io.kontor.dataplane.app.RawSession;
import java.util.ArrayList;
import java.util.List;

/**
 * One caller at each data plane that makes one call after the other under a leased grant that nobody else uses: so it is known that a unit
 * was in hand. A thread for each.
 */
final class CalmCallers implements AutoCloseable {

    private static final int EVERY_MS = 500;
    private static final long END_MS = 180_000;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    static CalmCallers of(Crowd crowd, ChaosGrant granted, List<Plane> planes) {
        CalmCallers callers = new CalmCallers();
        for (Plane plane : planes) {
            Thread thread = new Thread(() -> callers.call(crowd, granted, plane), "calm-" + plane.name());
            thread.setDaemon(true);
            callers.threads.add(thread);
            thread.start();
        }
        return callers;
    }

    private void call(Crowd crowd, ChaosGrant granted, Plane plane) {
        while (open) {
            crowd.run(new Errand(RawSession.newCallId(), granted, plane));
            Pause.of(EVERY_MS);
        }
    }

    /** Ends when the calls that are under way are answered or given up. */
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
