package io.kontor.usage.grant;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.grant.Action;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.policy.CompiledPolicy;
import io.kontor.usage.policy.GrantFacts;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All grants that this instance has served. A view is used while events arrive and none of them touched the grant or anything above it;
 * while no events arrive it is used for a second. Reading again is one at a time per grant.
 */
public final class GrantBook {

    /** Longest use of a view while no events arrive, well within the 2 s of architecture §4.11. */
    private static final long BLIND_MS = 1_000;

    private static final int MAX_GRANTS = 100_000;

    /** Told about every reading before the view is used. */
    public interface Listener {

        /** A grant was read with everything above it; completes when its view may be used. */
        CompletionStage<Void> before(GrantFacts facts);

        /** Units that are free on the ledger were read. */
        void free(String grantId, Map<Action, Long> free);

        /** A view was read and is about to be used. */
        void read(GrantEntry entry);
    }

    private final GrantReader reader;
    private final LedgerTasks tasks;
    private final InstantSource clock;
    private final BooleanSupplier eventsLive;
    private final Listener listener;
    private final Map<String, GrantEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, Set<GrantEntry>> dependants = new ConcurrentHashMap<>();
    private final RecentChanges changes = new RecentChanges();

    /**
     * An empty book.
     *
     * @param ledger where grants are read
     * @param tasks threads for reading
     * @param clock own clock
     * @param eventsLive whether events arrive as they are committed
     * @param listener told about every reading
     */
    public GrantBook(
            Ledger ledger, LedgerTasks tasks, InstantSource clock, BooleanSupplier eventsLive, Listener listener) {
        this.reader = new GrantReader(ledger);
        this.tasks = tasks;
        this.clock = clock;
        this.eventsLive = eventsLive;
        this.listener = listener;
    }

    /**
     * The grant with a view that may be used now; empty when the ledger has no such grant. Completes exceptionally when it must be read
     * and the ledger cannot be reached.
     */
    public CompletableFuture<Optional<GrantEntry>> find(String grantId) {
        GrantEntry entry = entries.get(grantId);
        if (entry != null && (usable(entry) || lastKnown(entry))) {
            return CompletableFuture.completedFuture(Optional.of(entry));
        }
        if (entry == null && entries.size() >= MAX_GRANTS) {
            return CompletableFuture.failedFuture(new IllegalStateException("Cannot serve grant " + grantId + ": "
                    + MAX_GRANTS + " grants are served already, start another instance"));
        }
        GrantEntry asked = entries.computeIfAbsent(grantId, GrantEntry::new);
        return read(asked).handle((found, failure) -> {
            if (failure == null) {
                return found;
            }
            if (asked.blind() && asked.known() && asked.current()) {
                return Optional.of(asked);
            }
            throw failure instanceof CompletionException known ? known : new CompletionException(failure);
        });
    }

    /**
     * While the ledger is out of reach the last view serves, within the bound of staleness that the contact keeps; it is asked again once
     * a second.
     */
    private boolean lastKnown(GrantEntry entry) {
        if (!entry.blind() || !entry.known() || !entry.current()) {
            return false;
        }
        if (entry.triedAt() + BLIND_MS <= clock.millis()) {
            readAgain(entry);
        }
        return true;
    }

    /** Begins to read a grant that will be asked for. */
    public void expect(String grantId) {
        CompletableFuture<Optional<GrantEntry>> unused = find(grantId);
    }

    /** The grant if it was read before, without asking the ledger. */
    public Optional<GrantEntry> known(String grantId) {
        return Optional.ofNullable(entries.get(grantId)).filter(GrantEntry::known);
    }

    /** All grants read so far. */
    public List<GrantEntry> all() {
        return entries.values().stream().filter(GrantEntry::known).toList();
    }

    /** Ledger keys were written: views that hang on them are read again at once, and not used until then. */
    public void changed(Collection<String> keys) {
        changes.add(keys);
        for (String key : keys) {
            for (GrantEntry entry : dependants.getOrDefault(key, Set.of())) {
                invalidate(entry);
            }
        }
    }

    /** Reads every grant again, in the background; the present views are used meanwhile. */
    public void refresh() {
        all().forEach(this::readAgain);
    }

    /**
     * Reads again what could not be read when it changed or while the ledger was out of reach and, while no events arrive, what is being
     * served. To be called every second.
     */
    public void keepUp() {
        for (GrantEntry entry : all()) {
            if (!entry.current()) {
                readAgain(entry);
            } else if (eventsLive.getAsBoolean() ? entry.blind() : entry.served()) {
                readAgain(entry);
            }
        }
    }

    private void invalidate(GrantEntry entry) {
        entry.invalidate(clock.millis());
        readAgain(entry);
    }

    /** What fails now is tried again by {@link #keepUp} and by the next call. */
    private void readAgain(GrantEntry entry) {
        CompletableFuture<Optional<GrantEntry>> unused = read(entry);
    }

    private boolean usable(GrantEntry entry) {
        if (!entry.known() || !entry.current()) {
            return false;
        }
        return eventsLive.getAsBoolean()
                || Math.abs(clock.millis() - entry.view().readAt()) < BLIND_MS;
    }

    private CompletableFuture<Optional<GrantEntry>> read(GrantEntry entry) {
        CompletableFuture<Optional<GrantEntry>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<GrantEntry>> running = entry.reading().compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        Reading reading = new Reading(entry.wanted(), clock.millis(), changes.count());
        entry.tried(reading.at());
        tasks.run(() -> reader.read(entry.grantId()))
                .thenCompose(facts -> facts.isPresent() ? adopt(entry, facts.get(), reading) : absent())
                .whenComplete((found, failure) -> {
                    entry.reading().set(null);
                    noteReach(entry, failure);
                    if (!entry.known()) {
                        entries.remove(entry.grantId(), entry);
                    }
                    if (failure == null) {
                        found(entry, mine, found);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
        return mine;
    }

    /** A refusal and a record of unknown form are answers; only silence makes blind. */
    private static void noteReach(GrantEntry entry, @Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof LedgerUnavailableException) {
            entry.unreachable();
        } else if (cause == null) {
            entry.reachable();
        }
    }

    /** A change came during the reading: what was read may be outdated already. */
    private void found(GrantEntry entry, CompletableFuture<Optional<GrantEntry>> result, Optional<GrantEntry> found) {
        if (found.isEmpty() || entry.current()) {
            result.complete(found);
            return;
        }
        CompletionStage<Optional<GrantEntry>> again = read(entry);
        again.whenComplete((newest, failure) -> {
            if (failure == null) {
                result.complete(newest);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    private static CompletableFuture<Optional<GrantEntry>> absent() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletionStage<Optional<GrantEntry>> adopt(GrantEntry entry, GrantFacts facts, Reading reading) {
        return tasks.run(() -> reader.free(facts.grant()))
                .thenCompose(free -> {
                    listener.free(entry.grantId(), free);
                    return listener.before(facts);
                })
                .thenApply(done -> {
                    publish(entry, new GrantView(CompiledPolicy.compile(facts), reading.at()), reading);
                    return Optional.of(entry);
                });
    }

    private void publish(GrantEntry entry, GrantView view, Reading reading) {
        List<String> newlyFollowed = follow(entry, keysOf(view.policy().facts()));
        entry.publish(view, reading.version());
        listener.read(entry);
        if (changes.any(reading.changes(), newlyFollowed)) {
            entry.invalidate(clock.millis());
        }
        if (view.policy().serves(clock.millis()).isPresent()) {
            entry.tell();
        }
    }

    /** The keys that were not followed for this entry before. */
    private List<String> follow(GrantEntry entry, List<String> keys) {
        return keys.stream()
                .filter(key -> dependants
                        .computeIfAbsent(key, name -> ConcurrentHashMap.newKeySet())
                        .add(entry))
                .toList();
    }

    /** A reading under way: a change that came meanwhile may concern a key that was not followed yet. */
    private record Reading(long version, long at, long changes) {}

    private static List<String> keysOf(GrantFacts facts) {
        return List.of(
                "grant/" + facts.grant().grantId(),
                "order/" + facts.order().orderId(),
                "product/" + facts.product().productId(),
                "scenario/" + facts.scenario().scenarioId(),
                "authorisation/" + facts.authorisation().authorisationId(),
                "resource/" + facts.resource().resourceId(),
                "city/" + facts.city().cityId(),
                "member/" + facts.supplier().participantId(),
                "member/" + facts.seller().participantId(),
                "member/" + facts.buyer().participantId());
    }
}
