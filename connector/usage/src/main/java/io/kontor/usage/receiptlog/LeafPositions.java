package io.kontor.usage.receiptlog;

import io.kontor.usage.journal.RecordPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where each leaf stands in the journal: 16 bytes a leaf, in chunks, so that nothing is copied when it grows. Any thread. */
final class LeafPositions {

    private static final int CHUNK = 1 << 14;
    private static final int FIRST_CAPACITY = 256;

    private final List<Chunk> full = new ArrayList<>();
    private Chunk last = new Chunk(FIRST_CAPACITY);
    private long size;

    synchronized void add(RecordPosition position) {
        int at = (int) (size % CHUNK);
        if (at == 0 && size > 0) {
            full.add(last);
            last = new Chunk(CHUNK);
        } else if (at == last.lengths.length) {
            last = last.doubled();
        }
        last.places[at] = position.segment() << 32 | position.offset();
        last.lengths[at] = position.length();
        size++;
    }

    /** @throws IndexOutOfBoundsException when there is no such leaf */
    synchronized RecordPosition get(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("Cannot find leaf " + index + ": there are " + size);
        }
        int chunk = (int) (index / CHUNK);
        return (chunk < full.size() ? full.get(chunk) : last).get((int) (index % CHUNK));
    }

    private static final class Chunk {

        private final long[] places;
        private final int[] lengths;

        Chunk(int capacity) {
            this(new long[capacity], new int[capacity]);
        }

        private Chunk(long[] places, int[] lengths) {
            this.places = places;
            this.lengths = lengths;
        }

        Chunk doubled() {
            return new Chunk(Arrays.copyOf(places, places.length * 2), Arrays.copyOf(lengths, lengths.length * 2));
        }

        RecordPosition get(int at) {
            return new RecordPosition(places[at] >>> 32, (int) places[at], lengths[at]);
        }
    }
}
