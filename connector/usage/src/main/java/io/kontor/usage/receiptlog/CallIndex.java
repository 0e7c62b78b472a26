package io.kontor.usage.receiptlog;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Newest leaf index of each call id, so that no call is executed twice (SES-7). Two generations bound it: at least the newest {@code
 * generation} call ids are known. Newly noted ones wait, and go into the table together: each place in it is far from the caches, and so many
 * are then waited for at once. Writes and reads exclude each other.
 */
public final class CallIndex {

    /** Call ids of a generation: 50 bytes each. */
    public static final int GENERATION = 1 << 20;

    /** Callers choose call ids: where they fall must not be theirs to choose. */
    private static final long HIGH_FACTOR = new SecureRandom().nextLong() | 1;

    private static final long LOW_FACTOR = new SecureRandom().nextLong() | 1;

    /** Call ids that wait at most; so many more than two generations may be known. */
    static final int WAITING = 64;

    private final int generation;
    private final long[] waiting = new long[WAITING * 3];
    private int filled;
    private CallTable young;
    private CallTable old;

    /** @param generation call ids that are known at least */
    public CallIndex(int generation) {
        this.generation = generation;
        this.young = new CallTable(generation);
        this.old = young;
    }

    /** Notes that a leaf is the newest of a call. */
    public synchronized void put(String callId, long index) {
        if (filled == waiting.length) {
            settle();
        }
        long high = high(callId);
        long low = low(callId);
        young.announce(mixed(high, low));
        waiting[filled] = high;
        waiting[filled + 1] = low;
        waiting[filled + 2] = index;
        filled += 3;
    }

    /** Brings what waits into the table, in its order, and turns when that has its generation. */
    private void settle() {
        for (int at = 0; at < filled; at += 3) {
            young.put(mixed(waiting[at], waiting[at + 1]), waiting[at], waiting[at + 1], waiting[at + 2]);
        }
        filled = 0;
        if (young.size() >= generation) {
            turn();
        }
    }

    /** The oldest generation is forgotten and its memory serves the youngest. */
    private void turn() {
        CallTable next = old;
        old = young;
        if (next == young) {
            young = new CallTable(generation);
        } else {
            next.clear();
            young = next;
        }
    }

    /** The newest leaf of a call. */
    public synchronized OptionalLong find(String callId) {
        long high = high(callId);
        long low = low(callId);
        long mixed = mixed(high, low);
        if (!young.announced(mixed) && !old.announced(mixed)) {
            return OptionalLong.empty();
        }
        settle();
        long index = young.find(mixed, high, low);
        if (index < 0) {
            index = old.find(mixed, high, low);
        }
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /** Only its upper bits depend on all of the call id. */
    static long mixed(long high, long low) {
        long sum = high * HIGH_FACTOR + low * LOW_FACTOR;
        return (sum ^ sum >>> 32) * HIGH_FACTOR;
    }

    private static long high(String callId) {
        return HexFormat.fromHexDigitsToLong(callId, 0, 16);
    }

    private static long low(String callId) {
        return HexFormat.fromHexDigitsToLong(callId, 16, 32);
    }
}
