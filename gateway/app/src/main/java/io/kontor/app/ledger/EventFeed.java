package io.kontor.app.ledger;

import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads an event stream ahead into a bounded queue, so that events can be indexed in batches. One thread takes; closing ends it. */
final class EventFeed implements AutoCloseable {

    private static final int QUEUE_MAX = 2_000;

    private final LedgerEvents events;
    private final BlockingQueue<LedgerEvent> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
    private final Thread thread = new Thread(this::read, "ledger-events");
    private volatile long seenBlock;
    private volatile @Nullable LedgerException end;

    EventFeed(LedgerEvents events, long fromBlock) {
        this.events = events;
        this.seenBlock = fromBlock;
        thread.setDaemon(true);
        thread.start();
    }

    /** Block of the newest event read. */
    long seenBlock() {
        return seenBlock;
    }

    /**
     * The next events, at most so many; none when none came within the wait.
     *
     * @throws LedgerException when the stream broke and everything read before was taken
     */
    List<LedgerEvent> take(int eventsMax, long waitMs) throws InterruptedException {
        List<LedgerEvent> batch = new ArrayList<>();
        LedgerException ended = end;
        LedgerEvent first = queue.poll(waitMs, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, eventsMax - 1);
        } else if (ended != null) {
            throw ended;
        }
        return batch;
    }

    @Override
    public void close() {
        events.close();
        thread.interrupt();
    }

    private void read() {
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                queue.put(event.get());
                seenBlock = event.get().blockNumber();
            }
            end = new LedgerUnavailableException("Cannot follow ledger: the event stream was closed", null);
        } catch (LedgerException e) {
            end = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = new LedgerUnavailableException("Cannot follow ledger: the reader was interrupted", e);
        }
    }
}
