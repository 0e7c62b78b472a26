package io.kontor.extension.ledger;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.edc.spi.monitor.Monitor;
import org.jspecify.annotations.Nullable;

/** Follows the ledger's events on a thread of its own and passes written keys on; a broken stream is opened again where it stopped. */
final class LedgerFollower implements LedgerChanges, AutoCloseable {
    private static final long PAUSE_MS = 1_000;

    private final Ledger ledger;
    private final PositionStore positions;
    private final Monitor monitor;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable LedgerEvents open;
    private @Nullable Thread thread;

    LedgerFollower(Ledger ledger, PositionStore positions, Monitor monitor) {
        this.ledger = ledger;
        this.positions = positions;
        this.monitor = monitor;
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    synchronized void start() {
        Thread started = new Thread(this::run, "kontor-ledger-events");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        EventPosition position = positions.load();
        while (closing.getCount() > 0) {
            try (LedgerEvents events = opened(ledger.follow(position))) {
                Optional<LedgerEvent> next = events.next();
                while (next.isPresent()) {
                    pass(next.get());
                    position = EventPosition.after(next.get());
                    positions.save(position);
                    next = events.next();
                }
            } catch (LedgerException e) {
                monitor.info("Ledger events paused, will follow again: " + e.getMessage());
            }
            pause();
        }
    }

    private void pass(LedgerEvent event) {
        for (String key : event.keys()) {
            listeners.forEach(listener -> listener.accept(key));
        }
    }

    private synchronized LedgerEvents opened(LedgerEvents events) {
        open = events;
        if (closing.getCount() == 0) {
            events.close();
        }
        return events;
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing.countDown();
            if (open != null) {
                open.close();
            }
            running = thread;
        }
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
