package io.kontor.usage.consumer;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the running totals of receipts follow from the receipts received before (CNJ-5). Receipts may arrive in another order than they
 * stand in the log. Guarded by the journal's state.
 */
final class RunningTotals {

    /** Totals are kept per log. */
    private record Key(String logId, String grantId, Action action, int period) {

        static Key of(CallReceipt receipt) {
            return new Key(receipt.logId(), receipt.grantId(), receipt.action(), receipt.period());
        }
    }

    /**
     * @param index newest index
     * @param leafHash its leaf
     * @param totals its totals
     * @param adds what it added
     * @param own sum over all receipts taken
     * @param excess calls in the totals that were never asked here, as far as found already
     */
    private record Entry(long index, Digest32 leafHash, Tally totals, Tally adds, Tally own, long excess) {

        static final Entry NONE = new Entry(-1, Digest32.ZERO, Tally.ZERO, Tally.ZERO, Tally.ZERO, 0);
    }

    private final Map<Key, Entry> entries = new HashMap<>();

    /**
     * What is wrong with the totals of a receipt; nothing changes.
     *
     * @param receipt receipt
     * @param leafHash its leaf
     * @param mayBeReleased other calls of the grant and action that may have been released without their receipt here
     */
    List<Finding> check(CallReceipt receipt, Digest32 leafHash, long mayBeReleased) {
        Entry entry = entries.getOrDefault(Key.of(receipt), Entry.NONE);
        List<Finding> findings = new ArrayList<>();
        Tally totals = Tally.of(receipt.totals());
        if (receipt.totals().unitsEver() < receipt.totals().calls()) {
            findings.add(finding(
                    "at least " + receipt.totals().calls() + " units ever",
                    receipt.totals().unitsEver()));
        }
        if (receipt.index() == entry.index && !leafHash.equals(entry.leafHash)) {
            findings.add(new Finding(
                    Difference.Kind.LOG_INDEX, entry.leafHash + " at index " + entry.index, leafHash.toString()));
        } else if (receipt.index() < entry.index) {
            if (!entry.totals.covers(totals.plus(entry.adds)) || !totals.covers(Tally.of(receipt))) {
                findings.add(finding(
                        "at least " + Tally.of(receipt) + " and, with " + entry.adds + ", at most " + entry.totals
                                + " of index " + entry.index,
                        totals));
            }
        } else {
            newest(entry, receipt, mayBeReleased, findings);
        }
        return findings;
    }

    private static void newest(Entry entry, CallReceipt receipt, long mayBeReleased, List<Finding> findings) {
        Tally totals = Tally.of(receipt.totals());
        Tally own = entry.own.plus(Tally.of(receipt));
        Tally least = entry.totals.plus(Tally.of(receipt));
        long most = own.calls() + mayBeReleased + entry.excess;
        if (!totals.covers(own) || !totals.covers(least)) {
            findings.add(finding("at least " + own + " and " + least, totals));
        } else if (totals.calls() > most) {
            findings.add(finding("at most " + most + " calls", totals));
        } else if (totals.calls() == own.calls() && !totals.sameReleases(own)) {
            findings.add(finding(own, totals));
        }
    }

    /** What the receipts of a receipt's log, grant, action and period would add up to with it. */
    Tally with(CallReceipt receipt) {
        return entries.getOrDefault(Key.of(receipt), Entry.NONE).own.plus(Tally.of(receipt));
    }

    /** Takes a receipt, also one with findings: later ones are compared with it. */
    void take(CallReceipt receipt, Digest32 leafHash, long mayBeReleased) {
        Entry entry = entries.getOrDefault(Key.of(receipt), Entry.NONE);
        Tally own = entry.own.plus(Tally.of(receipt));
        Tally totals = Tally.of(receipt.totals());
        boolean newest = receipt.index() >= entry.index;
        long unknown = newest ? totals.calls() - own.calls() - mayBeReleased : 0;
        Entry next = new Entry(
                newest ? receipt.index() : entry.index,
                newest ? leafHash : entry.leafHash,
                newest ? totals : entry.totals,
                newest ? Tally.of(receipt) : entry.adds,
                own,
                Math.max(entry.excess, unknown));
        entries.put(Key.of(receipt), next);
    }

    private static Finding finding(Object expected, Object found) {
        return new Finding(Difference.Kind.TOTALS, String.valueOf(expected), String.valueOf(found));
    }
}
