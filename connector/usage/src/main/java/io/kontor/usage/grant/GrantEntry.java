package io.kontor.usage.grant;

import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.policy.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One grant at this instance: its newest view, its end here, and who must be told when serving ends. Thread-safe. */
public final class GrantEntry {

    /** Longest use of a view that is known to be outdated. */
    private static final long OUTDATED_MS = 1_500;

    private final String grantId;
    private final AtomicReference<@Nullable GrantView> view = new AtomicReference<>();
    private final AtomicReference<@Nullable Refusal> stopped = new AtomicReference<>();
    private final AtomicLong wanted = new AtomicLong(1);
    private final AtomicReference<@Nullable CompletableFuture<Optional<GrantEntry>>> reading = new AtomicReference<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile long read;
    private volatile long outdatedSince;
    private volatile long triedAt;
    private volatile boolean blind;

    GrantEntry(String grantId) {
        this.grantId = grantId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    /** By the grant, so that a set of entries has the same order in each run. */
    @Override
    public int hashCode() {
        return grantId.hashCode();
    }

    /** Grant. */
    public String grantId() {
        return grantId;
    }

    /** The newest view; only after the book gave the entry. */
    public GrantView view() {
        GrantView newest = view.get();
        if (newest == null) {
            throw new IllegalStateException("Cannot use grant " + grantId + ": it was not read yet");
        }
        return newest;
    }

    /** Why nothing is served here whatever the ledger says. */
    public Optional<Refusal> stopped() {
        return Optional.ofNullable(stopped.get());
    }

    /**
     * Why nothing more is served now.
     *
     * @param now epoch milliseconds
     */
    public Optional<Refusal> withdrawn(long now) {
        if (stopped().isEmpty() && !current() && now - outdatedSince > OUTDATED_MS) {
            return Optional.of(new Refusal(
                    RejectionCode.STALE,
                    "Cannot serve grant " + grantId + ": it changed on the ledger and could not be read again"));
        }
        return stopped().or(() -> view().policy().serves(now));
    }

    /** Ends serving here for good and tells who listens. */
    public void stop(Refusal why) {
        if (stopped.compareAndSet(null, why)) {
            tell();
        }
    }

    /** Has an action run once when serving ends. */
    public void listen(Runnable action) {
        listeners.add(action);
    }

    /** No longer. */
    public void unlisten(Runnable action) {
        listeners.remove(action);
    }

    void tell() {
        for (Runnable listener : List.copyOf(listeners)) {
            if (listeners.remove(listener)) {
                listener.run();
            }
        }
    }

    /** A reading begins. */
    void tried(long now) {
        triedAt = now;
    }

    long triedAt() {
        return triedAt;
    }

    /** The ledger was out of reach at the last reading. */
    void unreachable() {
        blind = true;
    }

    /** The ledger answered the last reading. */
    void reachable() {
        blind = false;
    }

    boolean blind() {
        return blind;
    }

    /**
     * For how long nothing is known about changes.
     *
     * @param now epoch milliseconds
     * @return milliseconds since the view was read while the ledger is out of reach, else 0
     */
    public long blindFor(long now) {
        return blind ? now - view().readAt() : 0;
    }

    void invalidate(long now) {
        if (current()) {
            outdatedSince = now;
        }
        wanted.incrementAndGet();
    }

    boolean served() {
        return !listeners.isEmpty();
    }

    long wanted() {
        return wanted.get();
    }

    /** Whether nothing has changed on the ledger since the view was read, as far as events told. */
    public boolean current() {
        return read == wanted.get();
    }

    void publish(GrantView newest, long version) {
        view.set(newest);
        read = version;
    }

    boolean known() {
        return view.get() != null;
    }

    AtomicReference<@Nullable CompletableFuture<Optional<GrantEntry>>> reading() {
        return reading;
    }
}
