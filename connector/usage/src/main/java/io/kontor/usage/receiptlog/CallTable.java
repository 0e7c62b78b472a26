package io.kontor.usage.receiptlog;

import java.util.Arrays;

/**
 * One generation of call ids. Most calls are new: a filter that fits into the caches tells so without a look into the table. The table is
 * cut into parts that grow one by one, each at another load, so that they neither keep a call waiting for long nor become garbage all at
 * once. Guarded by its index.
 */
final class CallTable {

    private static final int PARTS = 256;
    private static final int PART_SHIFT = Long.SIZE - 8;
    /** Bits of the filter for each call id. */
    private static final int FILTER_BITS = 16;

    private final long[] filter;
    private final Part[] parts = new Part[PARTS];
    private int size;

    CallTable(int generation) {
        filter = new long[Math.max(1, Integer.highestOneBit(generation) * FILTER_BITS / Long.SIZE)];
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part(i);
        }
    }

    /** Forgets all; what it has grown to stays, and is cleared part by part. */
    void clear() {
        Arrays.fill(filter, 0);
        size = 0;
        for (Part part : parts) {
            part.stale = true;
        }
    }

    int size() {
        return size;
    }

    /** To be told of each call id before it is put. */
    void announce(long mixed) {
        filter[word(mixed)] |= bits(mixed);
    }

    /** False when no such call id was announced; rarely true when none was. */
    boolean announced(long mixed) {
        long bits = bits(mixed);
        return (filter[word(mixed)] & bits) == bits;
    }

    void put(long mixed, long high, long low, long index) {
        if (parts[(int) (mixed >>> PART_SHIFT)].put(mixed, high, low, index)) {
            size++;
        }
    }

    /** Index of the leaf, -1 when the call is not here. */
    long find(long mixed, long high, long low) {
        return parts[(int) (mixed >>> PART_SHIFT)].find(mixed, high, low);
    }

    private int word(long mixed) {
        return (int) (mixed >>> 24) & filter.length - 1;
    }

    /** Two of the 64 bits of a word. */
    private static long bits(long mixed) {
        return 1L << (mixed >>> 18) | 1L << (mixed >>> 12);
    }

    /** Open addressing; an entry's three words lie together, for the caches: high, low, index plus one (0 is free). */
    private static final class Part {

        private static final int ENTRY = 3;
        private static final int FIRST_SLOTS = 16;

        private final int number;
        private long[] words = new long[FIRST_SLOTS * ENTRY];
        private int slots = FIRST_SLOTS;
        private int size;
        private boolean stale;

        Part(int number) {
            this.number = number;
        }

        /** From 3/8 of the slots in the first part to 6/8 in the last. */
        private int limit() {
            return slots / 8 * 3 * (PARTS + number) / PARTS;
        }

        /** True when the call was not there. */
        boolean put(long mixed, long high, long low, long index) {
            if (stale) {
                Arrays.fill(words, 0);
                size = 0;
                stale = false;
            }
            if (size >= limit()) {
                grow();
            }
            int at = slot(mixed, high, low);
            boolean free = words[at + 2] == 0;
            if (free) {
                words[at] = high;
                words[at + 1] = low;
                size++;
            }
            words[at + 2] = index + 1;
            return free;
        }

        long find(long mixed, long high, long low) {
            return stale ? -1 : words[slot(mixed, high, low) + 2] - 1;
        }

        private int slot(long mixed, long high, long low) {
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
                    put(
                            CallIndex.mixed(smaller[at], smaller[at + 1]),
                            smaller[at],
                            smaller[at + 1],
                            smaller[at + 2] - 1);
                }
            }
        }
    }
}
