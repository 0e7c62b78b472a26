package io.kontor.usage.engine;

import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.receipt.GiveBack;
import io.kontor.model.receipt.LeaseClosedLeaf;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.receiptlog.LogStore;
import io.kontor.usage.receiptlog.WrittenLeaf;
import io.kontor.usage.unit.ClosedBlock;
import io.kontor.usage.unit.UnitPool;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Gives blocks, units and consents back to the ledger, each with the proof of its leaf once that stands under an anchored head (LEASE-2,
 * CLAIM-5). What is not given back counts as used: no more than that hangs on it. Thread-safe.
 */
final class GiveBacks {

    private static final Logger LOG = System.getLogger(GiveBacks.class.getName());

    /** Transactions a second at most. */
    private static final int PER_TICK = 3;

    private static final int MAX_WAITING = 100_000;

    private final EngineBase base;
    private final Anchorer anchorer;
    private final ReceiptLedger ledger;
    private final TreeMap<Long, Item> waiting = new TreeMap<>();
    private boolean running;

    /** One leaf to be proven: a closed block where {@code unit} is empty, a call otherwise. */
    private record Item(long index, UnitPool pool, Optional<UnitReturn> unit, long units) {}

    GiveBacks(EngineBase base, Anchorer anchorer) {
        this.base = base;
        this.anchorer = anchorer;
        this.ledger = new ReceiptLedger(base.contact());
    }

    /** A call released nothing: what it claimed goes back. */
    void call(long index, UnitPool pool, UnitReturn unit) {
        add(new Item(index, pool, Optional.of(unit), unit == UnitReturn.RETURNED ? 1 : 0));
    }

    /** Writes LEASE_CLOSED for blocks; completes when the leaves are durable. */
    CompletableFuture<Boolean> close(UnitPool pool, List<ClosedBlock> blocks) {
        if (blocks.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return base.log()
                .sequence(sink -> blocks.stream()
                        .map(block -> sink.leaf(at -> new LeaseClosedLeaf(at, block.leaseId(), block.used())))
                        .toList())
                .thenApply(leaves -> {
                    for (int i = 0; i < leaves.size(); i++) {
                        WrittenLeaf<LeaseClosedLeaf> leaf = leaves.get(i);
                        add(new Item(
                                leaf.leaf().index(),
                                pool,
                                Optional.empty(),
                                blocks.get(i).unused()));
                    }
                    return true;
                });
    }

    private synchronized void add(Item item) {
        if (waiting.size() < MAX_WAITING) {
            waiting.put(item.index(), item);
        }
    }

    /** Whether a leaf with an index below waits. */
    synchronized boolean waitsBelow(long index) {
        return !waiting.headMap(index).isEmpty();
    }

    /** What still waits for its anchor or the ledger. */
    synchronized int size() {
        return waiting.size();
    }

    /** Gives some back, one after the other; to be called every second. */
    void tick() {
        if (base.contact().ended().isEmpty()) {
            CompletableFuture<Integer> unused = give(PER_TICK);
        }
    }

    /** Gives everything back that stands under an anchored head. */
    CompletableFuture<Integer> giveAll() {
        return give(MAX_WAITING);
    }

    private CompletableFuture<Integer> give(int most) {
        List<Item> next = begin(most);
        if (next.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return base.tasks()
                .run(() -> next.stream().filter(this::given).toList())
                .toCompletableFuture()
                .handle((done, failure) -> {
                    List<Item> given = failure == null ? done : List.of();
                    end(given);
                    return given.size();
                });
    }

    private synchronized List<Item> begin(int most) {
        List<Item> next = new ArrayList<>();
        if (!running) {
            waiting.headMap(anchorer.anchoredSize()).values().stream()
                    .limit(most)
                    .forEach(next::add);
            running = !next.isEmpty();
        }
        return next;
    }

    private synchronized void end(List<Item> done) {
        running = false;
        done.forEach(item -> waiting.remove(item.index()));
    }

    /** Blocks; whether it is done with, given back or refused for good. */
    private boolean given(Item item) {
        try {
            ProvenLeaf proven = proven(item);
            if (item.unit().isPresent()) {
                ledger.giveBack(new GiveBack(proven, item.unit().get()));
            } else {
                ledger.returnLease(proven);
            }
            item.pool().returned(item.units());
            return true;
        } catch (LedgerRejectedException e) {
            boolean newerHead = e.code() == RejectionCode.PROOF;
            if (!newerHead) {
                LOG.log(
                        Level.WARNING,
                        "Leaf {0} gives nothing back, it counts as used: {1}",
                        item.index(),
                        e.getMessage());
            }
            return !newerHead;
        } catch (LedgerException e) {
            LOG.log(Level.DEBUG, "Leaf {0} is given back later: {1}", item.index(), e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "Leaf {0} is not given back, it has no proof: {1}", item.index(), e.getMessage());
            return false;
        }
    }

    private ProvenLeaf proven(Item item) {
        LogStore log = base.log();
        return ProvenLeaf.of(log.leaf(item.index()), log.tree().inclusion(item.index(), anchorer.anchoredSize()));
    }
}
