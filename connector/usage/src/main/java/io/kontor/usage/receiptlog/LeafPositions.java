package io.kontor.usage.receiptlog;

import io.kontor.usage.journal.RecordPosition;
import java.util.Arrays;

/** Where each leaf stands in the journal: 16 bytes a leaf. Appends by one thread, reads by any. */
final class LeafPositions {

    private static final int FIRST_CAPACITY = 256;

    private long[] places = new long[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private int size;

    synchronized void add(RecordPosition position) {
        if (size == places.length) {
            places = Arrays.copyOf(places, Math.multiplyExact(size, 2));
            lengths = Arrays.copyOf(lengths, places.length);
        }
        places[size] = position.segment() << 32 | position.offset();
        lengths[size] = position.length();
        size++;
    }

    synchronized RecordPosition get(long index) {
        int at = Math.toIntExact(index);
        return new RecordPosition(places[at] >>> 32, (int) places[at], lengths[at]);
    }
}
