package io.kontor.usage.contact;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The ledger as the engine uses it: every own commit is counted and dated, for contact means that a transaction of one's own has
 * committed (architecture §4.11). A lost epoch ends serving for good. Thread-safe.
 */
public final class LedgerContact extends ForwardingLedger {

    private final InstantSource clock;
    private final AtomicLong lastCommit = new AtomicLong();
    private final Map<String, LongAdder> transactions = new ConcurrentHashMap<>();
    private volatile Optional<String> ended = Optional.empty();
    private volatile boolean draining;

    /**
     * Watches a ledger; closing it stays with its owner.
     *
     * @param ledger ledger
     * @param clock own clock
     */
    public LedgerContact(Ledger ledger, InstantSource clock) {
        super(ledger);
        this.clock = clock;
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return watched(function, () -> super.submit(function, argument));
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return watched(function, () -> super.submitConfidential(function, argument));
    }

    private CommittedTransaction watched(String function, Supplier<CommittedTransaction> submission) {
        long before = clock.millis();
        try {
            CommittedTransaction transaction = submission.get();
            lastCommit.accumulateAndGet(before, Math::max);
            transactions.computeIfAbsent(function, name -> new LongAdder()).increment();
            return transaction;
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.EPOCH) {
                end("another instance has claimed the log: " + e.text());
            }
            throw e;
        }
    }

    @Override
    public void close() {
        // The ledger belongs to who made it.
    }

    /** When the last own transaction was submitted that has committed, epoch milliseconds; 0 for never. */
    public long lastCommit() {
        return lastCommit.get();
    }

    /** Own committed transactions by function. */
    public Map<String, Long> transactions() {
        Map<String, Long> counts = new TreeMap<>();
        transactions.forEach((function, count) -> counts.put(function, count.sum()));
        return counts;
    }

    /** Serves no new call from now on. */
    public void drain() {
        draining = true;
    }

    /** Whether no new call is served because units are handed in. */
    public boolean draining() {
        return draining;
    }

    /** Ends serving for good. */
    public synchronized void end(String reason) {
        if (ended.isEmpty()) {
            ended = Optional.of(reason);
        }
    }

    /** Why this instance serves no more. */
    public Optional<String> ended() {
        return ended;
    }
}
