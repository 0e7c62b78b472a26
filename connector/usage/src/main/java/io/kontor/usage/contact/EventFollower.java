package io.kontor.usage.contact;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the ledger's events on a thread of its own and follows again when the stream breaks. While it is broken {@link #live()} is
 * false and cached state must be read again before use.
 */
public final class EventFollower implements Following {

    private static final long RETRY_NANOS = 500_000_000L;

    private final Ledger ledger;
    private final Consumer<LedgerEvent> handler;
    private final Thread thread;
    private final AtomicReference<@Nullable LedgerEvents> stream = new AtomicReference<>();
    private volatile EventPosition position;
    private volatile boolean live;
    private volatile boolean closed;

    /**
     * Starts to follow.
     *
     * @param ledger ledger
     * @param from first block
     * @param handler sees each event once; must not block
     */
    public EventFollower(Ledger ledger, EventPosition from, Consumer<LedgerEvent> handler) {
        this.ledger = ledger;
        this.position = from;
        this.handler = handler;
        this.thread = new Thread(this::follow, "kontor-events");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean live() {
        return live;
    }

    private void follow() {
        while (!closed) {
            try (LedgerEvents events = ledger.follow(position)) {
                stream.set(events);
                live = true;
                read(events);
            } catch (RuntimeException e) {
                // Unavailable, or an event of unknown form: not live, so that readers ask the ledger itself until it
                // is.
                live = false;
                pause();
            }
        }
        live = false;
    }

    private void read(LedgerEvents events) {
        while (!closed) {
            Optional<LedgerEvent> event = events.next();
            if (event.isEmpty()) {
                live = false;
                pause();
                return;
            }
            handler.accept(event.get());
            position = EventPosition.after(event.get());
        }
    }

    private void pause() {
        if (!closed) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
        LedgerEvents events = stream.get();
        if (events != null) {
            events.close();
        }
        LockSupport.unpark(thread);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
