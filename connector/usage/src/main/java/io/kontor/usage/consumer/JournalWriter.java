package io.kontor.usage.consumer;

import io.kontor.model.json.CanonicalJson;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalException;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.journal.RecordSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Writes to the journal in order, holding the state, and knows what of it is durable. Thread-safe. */
final class JournalWriter implements AutoCloseable {

    private final Journal journal;
    private final JournalState state;
    private final AtomicInteger durableReceipts = new AtomicInteger();
    private final AtomicInteger durableDifferences = new AtomicInteger();

    JournalWriter(Journal journal, JournalState state) {
        this.journal = journal;
        this.state = state;
        synchronized (state) {
            durableReceipts.set(state.receipts().size());
            durableDifferences.set(state.differences().size());
        }
    }

    /** Runs a draft on the sequencer; completes once what it wrote is durable. */
    <T> CompletableFuture<T> append(Function<RecordSink, T> draft) {
        return journal.append(sink -> {
            synchronized (state) {
                return draft.apply(sink);
            }
        });
    }

    /** Appends what may hold receipts or differences, which readers see once it is durable. */
    <T> CompletableFuture<T> durable(Function<RecordSink, T> draft) {
        record Done<T>(T result, int receipts, int differences) {}
        return append(sink -> {
                    T result = draft.apply(sink);
                    return new Done<>(
                            result, state.receipts().size(), state.differences().size());
                })
                .thenApply(done -> {
                    durableReceipts.accumulateAndGet(done.receipts(), Math::max);
                    durableDifferences.accumulateAndGet(done.differences(), Math::max);
                    return done.result();
                });
    }

    /** Waits until something is durable; never on the callback executor. */
    static <T> void join(CompletableFuture<T> written) {
        try {
            written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JournalException failure ? failure : e;
        }
    }

    /** Receipts with a smaller number are durable. */
    int durableReceipts() {
        return durableReceipts.get();
    }

    /** Differences with a smaller number are durable. */
    int durableDifferences() {
        return durableDifferences.get();
    }

    StoredReceipt stored(RecordPosition position) {
        return StoredReceipt.fromJson(CanonicalJson.parse(journal.read(position)));
    }

    Difference difference(RecordPosition position) {
        return Difference.fromJson(CanonicalJson.parse(journal.read(position)));
    }

    @Override
    public void close() {
        journal.close();
    }
}
