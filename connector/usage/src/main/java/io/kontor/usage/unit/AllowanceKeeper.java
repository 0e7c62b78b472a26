package io.kontor.usage.unit;

import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.client.ledger.Recorded;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LogStore;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides where each call's unit comes from. While free ≥ 64 × instances a block is leased ahead (at most two seconds of recent use, at
 * least 16); below that each call claims its unit on the ledger by call id, exact over any number of instances. Thread-safe.
 */
public final class AllowanceKeeper {

    private static final long PLENTY_PER_INSTANCE = 64;
    private static final long SMALLEST_BLOCK = 16;
    private static final int LEASE_TRIES = 5;

    private record Key(String grantId, Action action) {}

    private final ReceiptLedger ledger;
    private final LogStore log;
    private final LedgerTasks tasks;
    private final InstantSource clock;
    private final int instances;
    private final Map<Key, UnitPool> pools = new ConcurrentHashMap<>();
    private final AtomicLong leases = new AtomicLong();

    /**
     * A keeper with empty hands.
     *
     * @param ledger where blocks are leased
     * @param log where leases are recorded before use
     * @param tasks threads
     * @param clock own clock
     * @param instances instances that serve the same grants
     */
    public AllowanceKeeper(ReceiptLedger ledger, LogStore log, LedgerTasks tasks, InstantSource clock, int instances) {
        this.ledger = ledger;
        this.log = log;
        this.tasks = tasks;
        this.clock = clock;
        this.instances = instances;
    }

    /** Units that are free on the ledger were read. */
    public void free(String grantId, Map<Action, Long> free) {
        free.forEach((action, units) -> pool(grantId, action).setFree(units));
    }

    /** The pool of a grant and action. */
    public UnitPool pool(String grantId, Action action) {
        return pools.computeIfAbsent(new Key(grantId, action), key -> new UnitPool(grantId, action));
    }

    /** All pools, in an order that does not change from run to run. */
    public List<UnitPool> pools() {
        return pools.values().stream()
                .sorted(Comparator.comparing(UnitPool::grantId).thenComparing(UnitPool::action))
                .toList();
    }

    /** A unit for one call; when its source is LEDGER it must be claimed before use. */
    public CompletionStage<UnitHold> acquire(String grantId, Action action) {
        UnitPool pool = pool(grantId, action);
        if (pool.take(clock.millis())) {
            if (pool.low() && plenty(pool)) {
                CompletionStage<Boolean> ahead = lease(pool);
                ahead.exceptionally(failure -> false);
            }
            return CompletableFuture.completedFuture(new UnitHold(pool, UnitSource.LEASE));
        }
        if (!plenty(pool)) {
            pool.count(clock.millis());
            return CompletableFuture.completedFuture(new UnitHold(pool, UnitSource.LEDGER));
        }
        return lease(pool).thenCompose(leased -> {
            if (pool.take(clock.millis())) {
                return CompletableFuture.completedFuture(new UnitHold(pool, UnitSource.LEASE));
            }
            return leased && plenty(pool)
                    ? acquire(grantId, action)
                    : CompletableFuture.completedFuture(new UnitHold(pool, UnitSource.LEDGER));
        });
    }

    /** A unit that was in hand is not used after all. */
    public void giveBack(UnitHold hold) {
        hold.pool().giveBack();
    }

    /** Takes a unit only if one is in hand. */
    public boolean takeInHand(UnitPool pool) {
        return pool.take(clock.millis());
    }

    /** Whether a lease is under way whose units will come into a pool. */
    public boolean leasing() {
        return pools.values().stream().anyMatch(UnitPool::leaseRunning);
    }

    private boolean plenty(UnitPool pool) {
        return pool.free() >= PLENTY_PER_INSTANCE * instances;
    }

    /** Leases one block, one at a time; tells whether one was got. */
    private CompletableFuture<Boolean> lease(UnitPool pool) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> running = pool.leasing(mine);
        if (running != mine) {
            return running;
        }
        tasks.run(() -> leaseNow(pool))
                .thenCompose(block ->
                        block.isPresent() ? record(pool, block.get()) : CompletableFuture.completedFuture(false))
                .whenComplete((leased, failure) -> {
                    pool.leaseEnded();
                    if (failure != null) {
                        mine.completeExceptionally(failure);
                    } else {
                        mine.complete(leased);
                    }
                });
        return mine;
    }

    /** A block is used only once the journal knows of it. */
    private CompletionStage<Boolean> record(UnitPool pool, Lease lease) {
        return log.sequence(sink -> {
                    sink.local(LocalRecord.LEASE_TAKEN, CanonicalJson.bytes(LeaseCodec.toJson(lease)));
                    return lease;
                })
                .thenApply(taken -> {
                    pool.leased(taken.request().leaseId(), taken.request().units(), clock.millis());
                    return true;
                });
    }

    /** Blocks. An unknown outcome is asked again with the same id, which is idempotent. Empty when no block is to be had. */
    private Optional<Lease> leaseNow(UnitPool pool) {
        long free = ledger.allowance(pool.grantId(), pool.action()).free();
        pool.setFree(free);
        if (!plenty(pool)) {
            return Optional.empty();
        }
        long units = Math.min(Math.max(SMALLEST_BLOCK, pool.recentUse(clock.millis())), free / (2L * instances));
        LeaseRequest request =
                new LeaseRequest(leaseId(), log.logId(), log.epoch(), pool.grantId(), pool.action(), units);
        try {
            return Optional.of(submit(request));
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.COUNT || e.code() == RejectionCode.LEASED_ELSEWHERE) {
                pool.setFree(0);
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An epoch has one instance, so it names its leases without chance. */
    private String leaseId() {
        return log.epoch() + "-" + leases.incrementAndGet();
    }

    private Lease submit(LeaseRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                Recorded<Lease> recorded = ledger.lease(request);
                return recorded.record();
            } catch (LedgerUnknownException e) {
                if (attempt == LEASE_TRIES) {
                    throw new LedgerUnavailableException(
                            "Cannot lease for grant " + request.grantId() + ": the outcome of lease "
                                    + request.leaseId() + " stays unknown",
                            e);
                }
            }
        }
    }
}
