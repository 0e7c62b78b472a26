package io.kontor.usage.unit;

import io.kontor.model.grant.Action;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Units of one grant and action in this instance's hands: leased or claimed on the ledger, and not used yet. Guarded by itself.
 */
public final class UnitPool {

    private static final long RATE_WINDOW_MS = 2_000;

    private final String grantId;
    private final Action action;
    private long inHand;
    private long free = -1;
    private long lastBlock;
    private long windowFrom;
    private long taken;
    private long takenBefore;
    private @Nullable CompletableFuture<Boolean> leasing;

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
        count(now);
        return true;
    }

    synchronized void count(long now) {
        if (now - windowFrom >= RATE_WINDOW_MS) {
            takenBefore = now - windowFrom < 2 * RATE_WINDOW_MS ? taken : 0;
            taken = 0;
            windowFrom = now;
        }
        taken++;
    }

    /** Units used in two seconds of late. */
    synchronized long recentUse() {
        return Math.max(taken, takenBefore);
    }

    /** Whether it is time to lease ahead: a quarter of the last block is left. */
    synchronized boolean low() {
        return inHand * 4 <= lastBlock;
    }

    synchronized void leased(long units) {
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

    synchronized void leaseEnded() {
        leasing = null;
    }
}
