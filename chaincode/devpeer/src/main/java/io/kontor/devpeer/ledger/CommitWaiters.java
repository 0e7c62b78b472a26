package io.kontor.devpeer.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Those who wait for transactions to be committed. */
final class CommitWaiters {
    private final Map<String, Set<Consumer<TransactionLocation>>> waiting = new HashMap<>();

    void add(final String transactionId, final Consumer<TransactionLocation> waiter) {
        synchronized (waiting) {
            waiting.computeIfAbsent(transactionId, unused -> new HashSet<>()).add(waiter);
        }
    }

    void remove(final String transactionId, final Consumer<TransactionLocation> waiter) {
        synchronized (waiting) {
            waiting.computeIfPresent(transactionId, (id, waiters) -> {
                waiters.remove(waiter);
                return waiters.isEmpty() ? null : waiters;
            });
        }
    }

    void committed(final String transactionId, final TransactionLocation location) {
        final Set<Consumer<TransactionLocation>> waiters;
        synchronized (waiting) {
            waiters = waiting.remove(transactionId);
        }
        if (waiters != null) {
            List.copyOf(waiters).forEach(waiter -> waiter.accept(location));
        }
    }
}
