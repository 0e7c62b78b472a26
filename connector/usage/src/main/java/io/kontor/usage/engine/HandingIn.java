package io.kontor.usage.engine;

import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.usage.unit.AllowanceKeeper;
import io.kontor.usage.unit.ClosedBlock;
import io.kontor.usage.unit.HandedIn;
import io.kontor.usage.unit.UnitPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands units in that this instance does not need: blocks that are used up, what lies idle, and all of it when the instance is drained
 * (architecture §3.8). Thread-safe.
 */
final class HandingIn {

    /** How long units lie unused before they go back, so that other instances need not wait for them for ever. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final Duration CALLS_END = Duration.ofSeconds(10);

    private final EngineBase base;
    private final AllowanceKeeper units;
    private final GiveBacks giveBacks;
    private final Anchorer anchorer;
    private final IntSupplier inFlight;
    private @Nullable CompletableFuture<Drained> drained;
    private long drainUntil;
    private boolean closing;

    HandingIn(EngineBase base, AllowanceKeeper units, GiveBacks giveBacks, Anchorer anchorer, IntSupplier inFlight) {
        this.base = base;
        this.units = units;
        this.giveBacks = giveBacks;
        this.anchorer = anchorer;
        this.inFlight = inFlight;
    }

    /** Begins to drain: running calls and leases have some seconds to end, new calls are refused by the contact. */
    CompletableFuture<Drained> drain() {
        base.contact().drain();
        CompletableFuture<Drained> result;
        synchronized (this) {
            if (drained == null) {
                drained = new CompletableFuture<>();
                drainUntil = base.clock().millis() + CALLS_END.toMillis();
            }
            result = drained;
        }
        goOn();
        return result;
    }

    /** To be called every second. */
    void tick() {
        goOn();
        if (handedIn()) {
            handInLate();
        } else if (!base.contact().draining() && base.contact().ended().isEmpty()) {
            long now = base.clock().millis();
            for (UnitPool pool : units.pools()) {
                if (pool.idle(IDLE.toMillis(), now)) {
                    CompletableFuture<Boolean> unused = handIn(pool, pool.takeAll());
                } else {
                    CompletableFuture<Boolean> unused = giveBacks.close(pool, pool.takeUsedUp());
                }
            }
        }
        giveBacks.tick();
    }

    private synchronized boolean handedIn() {
        return drained != null && drained.isDone();
    }

    /** Units of a lease or a call that took longer than the drained instance waited for it. */
    private void handInLate() {
        for (UnitPool pool : units.pools()) {
            if (pool.inHand() > 0) {
                CompletableFuture<Boolean> unused = handIn(pool, pool.takeAll());
            }
        }
    }

    private CompletableFuture<Boolean> handIn(UnitPool pool, HandedIn handed) {
        handed.claimed().forEach(leaf -> giveBacks.call(leaf, pool, UnitReturn.RETURNED));
        return giveBacks.close(pool, handed.blocks());
    }

    private void goOn() {
        CompletableFuture<Drained> result;
        synchronized (this) {
            result = drained;
            boolean busy = inFlight.getAsInt() > 0 || units.leasing();
            boolean wait = busy && base.clock().millis() < drainUntil;
            if (result == null || closing || wait) {
                return;
            }
            closing = true;
        }
        finish(result);
    }

    private void finish(CompletableFuture<Drained> result) {
        List<ClosedBlock> closed = new ArrayList<>();
        List<CompletableFuture<Boolean>> leaves = new ArrayList<>();
        for (UnitPool pool : units.pools()) {
            HandedIn handed = pool.takeAll();
            closed.addAll(handed.blocks());
            leaves.add(handIn(pool, handed));
        }
        CompletableFuture<Drained> unused = CompletableFuture.allOf(leaves.toArray(CompletableFuture[]::new))
                .thenCompose(done -> anchorer.anchor())
                .thenCompose(head -> giveBacks.giveAll().thenApply(given -> drained(closed, head)))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        result.complete(done);
                    } else {
                        again(result, failure);
                    }
                });
    }

    private Drained drained(List<ClosedBlock> closed, LogHead head) {
        int waiting = giveBacks.size();
        long unused = closed.stream().mapToLong(ClosedBlock::unused).sum();
        return new Drained(closed.size(), unused, waiting, head);
    }

    /** The leaves are in the log: another request anchors and gives back what is left. */
    private void again(CompletableFuture<Drained> result, Throwable failure) {
        synchronized (this) {
            drained = null;
            closing = false;
        }
        result.completeExceptionally(Failures.of(failure));
    }
}
