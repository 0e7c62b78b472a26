package io.kontor.cli.chaos;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.model.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * One small transaction after the other on the ledger, by whichever organisation's peer answers: how long the slowest took is how long the
 * ledger stood still. Has one thread.
 */
final class Pulse implements AutoCloseable {

    /** What {@code supervision:probe} answers nobody needs. */
    private static final JsonObject NOTHING = JsonObject.builder().build();

    private static final int EVERY_MS = 200;
    private static final int NEXT_MS = 100;
    private static final Duration END = Duration.ofMinutes(3);

    private final List<? extends Ledger> peers;
    private final Thread thread;
    private volatile boolean beating = true;
    private long longest;
    private int beats;

    private Pulse(List<? extends Ledger> peers) {
        this.peers = List.copyOf(peers);
        this.thread = new Thread(this::beat, "pulse");
        thread.setDaemon(true);
    }

    static Pulse on(List<? extends Ledger> peers) {
        Pulse pulse = new Pulse(peers);
        pulse.thread.start();
        return pulse;
    }

    private void beat() {
        while (beating) {
            long start = System.nanoTime();
            int turn = 0;
            while (!committed(peers.get(turn % peers.size())) && System.nanoTime() - start < END.toNanos()) {
                turn++;
                Pause.of(NEXT_MS);
            }
            count(Duration.ofNanos(System.nanoTime() - start));
            Pause.of(EVERY_MS);
        }
    }

    private static boolean committed(Ledger peer) {
        try {
            peer.submit("supervision:probe", NOTHING);
            return true;
        } catch (LedgerException e) {
            return false; // the next peer is asked; time goes on
        }
    }

    private synchronized void count(Duration took) {
        beats++;
        longest = Math.max(longest, took.toMillis());
    }

    /** Transactions so far. */
    synchronized int beats() {
        return beats;
    }

    /** How long the slowest of them took, in milliseconds. */
    synchronized long longest() {
        return longest;
    }

    /** Ends with the transaction that is under way. */
    @Override
    public void close() {
        beating = false;
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
