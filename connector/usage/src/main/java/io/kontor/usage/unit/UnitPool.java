package io.kontor.usage.unit;

import io.kontor.model.grant.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Units of one grant and action in this instance's hands: leased or claimed on the ledger, and not used yet. Guarded by itself.
 */
public final class UnitPool {

    private static final long RATE_WINDOW_MS = 2_000;

    /** A window that has only begun counts as this long: a burst is no rate yet. */
    private static final long LEAST_WINDOW_MS = 250;

    private final String grantId;
    private final Action action;
    private long inHand;
    private long free = -1;
    private long lastBlock;
    private long windowFrom;
    private long taken;
    private long takenBefore;
    private @Nullable CompletableFuture<Boolean> leasing;
    /** Blocks that are open on the ledger, the oldest first. */
    private final Deque<Block> blocks = new ArrayDeque<>();
    /** Leaves of calls whose unit was claimed on the ledger, came back and is in hand. */
    private final Deque<Long> claimedInHand = new ArrayDeque<>();

    private long lastTaken;

    private record Block(String leaseId, long units) {}

    UnitPool(String grantId, Action action) {
        this.grantId = grantId;
        this.action = action;
    }

    /** Grant. */
    public String grantId() {
        return grantId;
    }

    /** Action. */
    public Action action() {
        return action;
    }

    /** Units left as far as this instance knows: in hand and free on the ledger. */
    public synchronized long left() {
        return inHand + Math.max(free, 0);
    }

    /** Puts a unit that was in hand and not used back. */
    public synchronized void giveBack() {
        inHand++;
    }

    /**
     * Puts a unit back that was claimed on the ledger for one call.
     *
     * @param leaf index of that call's ABORTED or FAILED leaf
     */
    public synchronized void giveBackClaimed(long leaf) {
        inHand++;
        claimedInHand.addLast(leaf);
    }

    /** Units are free on the ledger again. */
    public synchronized void returned(long units) {
        if (free >= 0) {
            free += units;
        }
    }

    /** Takes the blocks of which no unit is left out of hand, for LEASE_CLOSED. */
    public synchronized List<ClosedBlock> takeUsedUp() {
        long newer = inHand;
        for (Block block : blocks) {
            newer -= block.units;
        }
        List<ClosedBlock> closed = new ArrayList<>();
        while (!blocks.isEmpty() && newer + blocks.getFirst().units <= 0) {
            Block used = blocks.removeFirst();
            newer += used.units;
            closed.add(new ClosedBlock(used.leaseId, used.units, 0));
        }
        return closed;
    }

    /** Takes everything out of hand: nobody uses it here any more. What a call still holds stays used. */
    public synchronized HandedIn takeAll() {
        List<ClosedBlock> closed = new ArrayList<>();
        while (!blocks.isEmpty()) {
            Block newest = blocks.removeLast();
            long unused = Math.min(newest.units, inHand);
            inHand -= unused;
            closed.add(new ClosedBlock(newest.leaseId, newest.units - unused, unused));
        }
        List<Long> claimed = new ArrayList<>();
        while (inHand > 0 && !claimedInHand.isEmpty()) {
            claimed.add(claimedInHand.removeLast());
            inHand--;
        }
        claimedInHand.clear();
        lastBlock = 0;
        return new HandedIn(closed, claimed);
    }

    /** Whether units lie here that nobody has used for so long. */
    public synchronized boolean idle(long ms, long now) {
        return (!blocks.isEmpty() || inHand > 0) && now - lastTaken >= ms;
    }

    /** A unit was claimed on the ledger for a call. */
    public synchronized void claimed() {
        free = Math.max(free - 1, 0);
    }

    /** The ledger has no unit left. */
    public synchronized void exhausted() {
        free = 0;
    }

    /** Units in hand. */
    public synchronized long inHand() {
        return inHand;
    }

    synchronized void setFree(long units) {
        free = units;
    }

    synchronized long free() {
        return free;
    }

    synchronized boolean take(long now) {
        if (inHand == 0) {
            return false;
        }
        inHand--;
        while (claimedInHand.size() > inHand) {
            claimedInHand.removeFirst();
        }
        count(now);
        return true;
    }

    synchronized void count(long now) {
        lastTaken = now;
        if (now - windowFrom >= RATE_WINDOW_MS) {
            takenBefore = now - windowFrom < 2 * RATE_WINDOW_MS ? taken : 0;
            taken = 0;
            windowFrom = now;
        }
        taken++;
    }

    /** Units used in two seconds of late; at the rate of a window that has only begun where none was used in the one before. */
    synchronized long recentUse(long now) {
        long begun = Math.min(Math.max(now - windowFrom, LEAST_WINDOW_MS), RATE_WINDOW_MS);
        return Math.max(takenBefore, taken * RATE_WINDOW_MS / begun);
    }

    /** Whether it is time to lease ahead: a quarter of the last block is left. */
    synchronized boolean low() {
        return inHand * 4 <= lastBlock;
    }

    synchronized void leased(String leaseId, long units, long now) {
        blocks.addLast(new Block(leaseId, units));
        lastTaken = now;
        inHand += units;
        free = Math.max(free - units, 0);
        lastBlock = units;
    }

    /** The lease under way, or the given one when there was none; the caller that gets its own must run it. */
    synchronized CompletableFuture<Boolean> leasing(CompletableFuture<Boolean> mine) {
        if (leasing == null) {
            leasing = mine;
            return mine;
        }
        return leasing;
    }

    /** Whether a lease is under way. */
    synchronized boolean leaseRunning() {
        return leasing != null;
    }

    synchronized void leaseEnded() {
        leasing = null;
    }
}
