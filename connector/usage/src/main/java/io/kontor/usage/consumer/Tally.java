package io.kontor.usage.consumer;

import io.kontor.model.id.Checks;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UsageCounts;

/**
 * What receipts add up to (RCP-3).
 *
 * @param calls released calls
 * @param hits released calls that found data
 * @param usage items × records over the hits
 * @param bytes bytes over the hits
 * @param denied denied calls
 */
record Tally(long calls, long hits, long usage, long bytes, long denied) {

    static final Tally ZERO = new Tally(0, 0, 0, 0, 0);

    /** What one receipt adds. */
    static Tally of(CallReceipt receipt) {
        boolean released = receipt.kind() == LeafKind.RELEASED;
        boolean hit = released && receipt.delivery().hit() == Delivery.Hit.HIT;
        return new Tally(
                released ? 1 : 0,
                hit ? 1 : 0,
                hit ? receipt.delivery().usage() : 0,
                hit ? receipt.delivery().bytes() : 0,
                receipt.kind() == LeafKind.DENIED ? 1 : 0);
    }

    static Tally of(UsageCounts totals) {
        return new Tally(totals.calls(), totals.hits(), totals.usage(), totals.bytes(), totals.denied());
    }

    Tally plus(Tally other) {
        return new Tally(
                Math.addExact(calls, other.calls),
                Math.addExact(hits, other.hits),
                Math.addExact(usage, other.usage),
                Math.addExact(bytes, other.bytes),
                Math.addExact(denied, other.denied));
    }

    /** Whether a record can hold each number of it (REC-2); two that fit have a sum that does not overflow. */
    boolean fits() {
        return Math.max(Math.max(calls, hits), Math.max(usage, Math.max(bytes, denied))) <= Checks.MAX;
    }

    /** Whether nothing in it is less than in another. */
    boolean covers(Tally other) {
        return calls >= other.calls
                && hits >= other.hits
                && usage >= other.usage
                && bytes >= other.bytes
                && denied >= other.denied;
    }

    /** Whether both name the same released calls. */
    boolean sameReleases(Tally other) {
        return calls == other.calls && hits == other.hits && usage == other.usage && bytes == other.bytes;
    }
}
