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

    private final Deque<Change> changes = new ArrayDeque<>();
    private long count;

    private record Change(long number, String key) {}

    /** How many there were so far. */
    synchronized long count() {
        return count;
    }

    /** These keys were written. */
    synchronized void add(Collection<String> keys) {
        for (String key : keys) {
            count++;
            changes.addLast(new Change(count, key));
            if (changes.size() > KEPT) {
                changes.removeFirst();
            }
        }
    }

    /**
     * Whether one of these keys changed, or may have.
     *
     * @param since {@link #count} before the reading
     * @param keys keys that were not followed then
     */
    synchronized boolean any(long since, Collection<String> keys) {
        if (keys.isEmpty() || since == count) {
            return false;
        }
        boolean forgotten = changes.getFirst().number() > since + 1;
        return forgotten || changes.stream().anyMatch(change -> change.number() > since && keys.contains(change.key()));
    }
}
