package io.kontor.testkit.ledger;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerUnavailableException;
import java.util.List;
import java.util.Optional;

/** The events of an {@link InMemoryNetwork}; waits on the network's monitor. */
final class InMemoryEvents implements LedgerEvents {

    private static final long WAIT_MS = 1_000;

    private final InMemoryNetwork network;
    private EventPosition position;
    private volatile boolean closed;

    InMemoryEvents(InMemoryNetwork network, EventPosition from) {
        this.network = network;
        this.position = from;
    }

    @Override
    public Optional<LedgerEvent> next() {
        synchronized (network) {
            while (!closed) {
                network.requireStream();
                List<LedgerEvent> waiting = network.events(position);
                if (!waiting.isEmpty()) {
                    position = EventPosition.after(waiting.get(0));
                    return Optional.of(waiting.get(0));
                }
                await();
            }
            return Optional.empty();
        }
    }

    private void await() {
        try {
            network.wait(WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("Cannot follow ledger: the reader was interrupted", e);
        }
    }

    @Override
    public void close() {
        synchronized (network) {
            closed = true;
            network.notifyAll();
        }
    }
}
