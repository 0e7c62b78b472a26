package io.kontor.usage.grant;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Which ledger keys changed lately, so that who reads something and follows its keys only afterwards learns whether one of them changed
 * meanwhile. Keeps the last {@value #KEPT} changes; older ones count as changes of any key. Thread-safe.
 */
final class RecentChanges {

    private static final int KEPT = 4_096;

    private final Deque<String> newest = new ArrayDeque<>();
    private long count;

    /** How many there were so far. */
    synchronized long count() {
        return count;
    }

    /** These keys were written. */
    synchronized void add(Collection<String> keys) {
        for (String key : keys) {
            newest.addLast(key);
            if (newest.size() > KEPT) {
                newest.removeFirst();
            }
        }
        count += keys.size();
    }

    /**
     * Whether one of these keys changed, or may have.
     *
     * @param since {@link #count} before the reading
     * @param keys keys that were not followed then
     */
    synchronized boolean any(long since, Collection<String> keys) {
        long before = newest.size() - (count - since);
        return !keys.isEmpty() && (before < 0 || newest.stream().skip(before).anyMatch(keys::contains));
    }
}
