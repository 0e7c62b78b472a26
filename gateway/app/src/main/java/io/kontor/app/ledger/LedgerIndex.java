package io.kontor.app.ledger;

import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.app.wallet.WalletException;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.supervision.SupervisionLedger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows the ledger from the checkpoint on and indexes what was written, in batches. A lost ledger or database is tried again
 * with growing pauses. Nothing is lost, because the checkpoint moves only together with the records; nothing is doubled, because
 * records are written by key and events by transaction.
 */
@Component
@Lazy(false)
public class LedgerIndex implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIndex.class);
    private static final int BATCH_MAX = 200;
    private static final long WAIT_MS = 500;
    private static final long FIRST_PAUSE_MS = 200;
    private static final long STOP_MS = 1_500;

    private final RecordStore store;
    private final LedgerConnections connections;
    private final String identity;
    private final long pauseMaxMs;
    private final Clock clock;
    private volatile @Nullable Thread thread;
    private volatile @Nullable EventFeed feed;
    private volatile long indexedBlock = -1;
    private volatile long contactAt;
    private volatile @Nullable String problem = "not connected yet";

    LedgerIndex(RecordStore store, LedgerConnections connections, GatewaySettings settings, Clock clock) {
        this.store = store;
        this.connections = connections;
        this.identity = settings.ledger().identity();
        this.pauseMaxMs = settings.ledger().retryMs();
        this.clock = clock;
        this.contactAt = clock.millis();
    }

    /** Where the index stands now. */
    public IndexState state() {
        long indexed = indexedBlock;
        EventFeed current = feed;
        long seen = current == null ? indexed : current.seenBlock();
        return new IndexState(
                indexed < 0 ? Optional.empty() : Optional.of(indexed),
                Math.max(0, seen - indexed),
                current != null,
                contactAt,
                Optional.ofNullable(problem));
    }

    @Override
    public void start() {
        Thread starting = new Thread(this::run, "ledger-index");
        starting.setDaemon(true);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            try {
                // An interrupt in the middle of a statement would break the database connection.
                stopping.join(STOP_MS);
                stopping.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        long pause = FIRST_PAUSE_MS;
        try {
            while (isRunning()) {
                try {
                    Ledger ledger = connections.ledger(identity);
                    pause = follow(ledger, position(ledger)) ? FIRST_PAUSE_MS : Math.min(pause * 2, pauseMaxMs);
                } catch (LedgerException | WalletException | DataAccessException | TransactionException e) {
                    lost(e);
                    pause = Math.min(pause * 2, pauseMaxMs);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("The index was stopped");
        }
    }

    /** The checkpoint, unless this is another ledger than the one that was indexed: then the index begins anew. */
    private EventPosition position(Ledger ledger) {
        Optional<String> known = store.firstTransaction();
        Optional<LedgerEvent> first = known.isEmpty() ? Optional.empty() : firstEvent(ledger);
        if (first.isPresent() && !known.equals(first.map(LedgerEvent::transactionId))) {
            LOG.warn("The ledger does not begin with {}, of which the index was built: building it anew", known.get());
            store.clear();
        }
        return store.checkpoint();
    }

    private static Optional<LedgerEvent> firstEvent(Ledger ledger) {
        try (LedgerEvents events = ledger.follow(EventPosition.START)) {
            return events.next();
        }
    }

    /** Indexes until the stream breaks or the thread is interrupted; tells whether anything was indexed. */
    private boolean follow(Ledger ledger, EventPosition from) throws InterruptedException {
        indexedBlock = from.afterTransaction().isPresent() ? from.block() : -1;
        reach(ledger);
        boolean indexed = false;
        try (EventFeed opened = new EventFeed(ledger.follow(from), indexedBlock)) {
            feed = opened;
            problem = null;
            contactAt = clock.millis();
            while (isRunning()) {
                List<LedgerEvent> batch = opened.take(BATCH_MAX, WAIT_MS);
                if (!batch.isEmpty()) {
                    store.store(batch, BatchReader.read(ledger, batch));
                    indexedBlock = batch.get(batch.size() - 1).blockNumber();
                    contactAt = clock.millis();
                    indexed = true;
                }
            }
        } catch (LedgerException | DataAccessException | TransactionException e) {
            lost(e);
        } finally {
            feed = null;
        }
        return indexed;
    }

    /** Opening a stream sends nothing yet: a question shows whether the ledger is there. A refusal is an answer too. */
    private static void reach(Ledger ledger) {
        try {
            new SupervisionLedger(ledger).states(List.of("msp/" + ledger.mspId()));
        } catch (LedgerRejectedException e) {
            LOG.debug("The ledger does not know the reader yet: {}", e.getMessage());
        }
    }

    private void lost(RuntimeException e) {
        boolean own = e instanceof LedgerException || e instanceof WalletException;
        String text = String.valueOf((own ? e : NestedExceptionUtils.getMostSpecificCause(e)).getMessage());
        if (!text.equals(problem)) {
            LOG.warn("The index stands still, trying again: {}", text);
        }
        problem = text;
    }
}
