package io.kontor.usage.receiptlog;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Newest leaf index of each call id, so that no call is executed twice (SES-7). Two generations bound it: at least the newest {@code
 * generation} call ids are known. Writes and reads exclude each other.
 */
public final class CallIndex {

    /** Call ids of a generation: 48 bytes each. */
    public static final int GENERATION = 1 << 20;

    /** Callers choose call ids: where they fall must not be theirs to choose. */
    private static final long HIGH_FACTOR = new SecureRandom().nextLong() | 1;

    private static final long LOW_FACTOR = new SecureRandom().nextLong() | 1;

    private final int generation;
    private Table young = new Table();
    private Table old = new Table();

    /** @param generation call ids that are known at least */
    public CallIndex(int generation) {
        this.generation = generation;
    }

    /** Notes that a leaf is the newest of a call. */
    public synchronized void put(String callId, long index) {
        if (young.size >= generation) {
            old = young;
            young = new Table();
        }
        young.put(high(callId), low(callId), index);
    }

    /** The newest leaf of a call. */
    public synchronized OptionalLong find(String callId) {
        long index = young.get(high(callId), low(callId));
        if (index < 0) {
            index = old.get(high(callId), low(callId));
        }
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    private static long high(String callId) {
        return HexFormat.fromHexDigitsToLong(callId, 0, 16);
    }

    private static long low(String callId) {
        return HexFormat.fromHexDigitsToLong(callId, 16, 32);
    }

    /** Open addressing; an entry's three words lie together, for the caches: high, low, index plus one (0 is free). */
    private static final class Table {

        private static final int ENTRY = 3;
        private static final int FIRST_SLOTS = 64;

        private long[] words = new long[FIRST_SLOTS * ENTRY];
        private int slots = FIRST_SLOTS;
        private int size;

        void put(long high, long low, long index) {
            if (size * 2 >= slots) {
                grow();
            }
            int at = find(high, low);
            if (words[at + 2] == 0) {
                words[at] = high;
                words[at + 1] = low;
                size++;
            }
            words[at + 2] = index + 1;
        }

        long get(long high, long low) {
            return words[find(high, low) + 2] - 1;
        }

        private int find(long high, long low) {
            long mixed = high * HIGH_FACTOR + low * LOW_FACTOR;
            int slot = (int) (mixed >>> 32) & slots - 1;
            while (words[slot * ENTRY + 2] != 0 && (words[slot * ENTRY] != high || words[slot * ENTRY + 1] != low)) {
                slot = slot + 1 & slots - 1;
            }
            return slot * ENTRY;
        }

        private void grow() {
            long[] smaller = words;
            slots *= 2;
            words = new long[slots * ENTRY];
            size = 0;
            for (int at = 0; at < smaller.length; at += ENTRY) {
                if (smaller[at + 2] != 0) {
                    put(smaller[at], smaller[at + 1], smaller[at + 2] - 1);
                }
            }
        }
    }
}
