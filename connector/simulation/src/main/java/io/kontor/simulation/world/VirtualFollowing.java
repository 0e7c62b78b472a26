package io.kontor.simulation.world;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.usage.contact.Following;
import java.util.List;
import java.util.function.Consumer;

/** Events of the ledger as they reach a process: late, and not at all while it is deaf. */
public final class VirtualFollowing implements Following {

    private static final int LATEST_MS = 400;

    private final VirtualLedger.Place place;
    private final Consumer<LedgerEvent> handler;
    private EventPosition position;
    private boolean closed;

    /**
     * Begins to follow.
     *
     * @param place where the process is
     * @param from first block
     * @param handler sees each event once
     */
    public VirtualFollowing(VirtualLedger.Place place, EventPosition from, Consumer<LedgerEvent> handler) {
        this.place = place;
        this.position = from;
        this.handler = handler;
        next();
    }

    private void next() {
        place.world().after(place.life(), place.world().between(20, LATEST_MS), "events", () -> {
            if (!closed) {
                read();
                next();
            }
        });
    }

    private void read() {
        if (!live()) {
            return;
        }
        List<LedgerEvent> waiting = place.network().events(position);
        for (LedgerEvent event : waiting) {
            handler.accept(event);
            position = EventPosition.after(event);
        }
    }

    @Override
    public boolean live() {
        return !closed && place.weather().hears(place.machine());
    }

    @Override
    public void close() {
        closed = true;
    }
}
