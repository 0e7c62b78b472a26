package io.kontor.usage.receiptlog;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Newest leaf index of each call id, so that no call is executed twice (SES-7). Two generations bound it: at least the newest {@code
 * generation} call ids are known. Writes and reads exclude each other.
 */
public final class CallIndex {

    /** Call ids of a generation: 40 bytes each. */
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

    /** Open addressing over three arrays; an index is stored plus one, 0 being free. */
    private static final class Table {

        private long[] highs = new long[64];
        private long[] lows = new long[64];
        private long[] indexes = new long[64];
        private int size;

        void put(long high, long low, long index) {
            if (size * 2 >= indexes.length) {
                grow();
            }
            int at = find(high, low);
            if (indexes[at] == 0) {
                highs[at] = high;
                lows[at] = low;
                size++;
            }
            indexes[at] = index + 1;
        }

        long get(long high, long low) {
            return indexes[find(high, low)] - 1;
        }

        private int find(long high, long low) {
            int mask = indexes.length - 1;
            long mixed = high * HIGH_FACTOR + low * LOW_FACTOR;
            int at = (int) (mixed >>> 32) & mask;
            while (indexes[at] != 0 && (highs[at] != high || lows[at] != low)) {
                at = at + 1 & mask;
            }
            return at;
        }

        private void grow() {
            Table larger = new Table();
            larger.highs = new long[highs.length * 2];
            larger.lows = new long[highs.length * 2];
            larger.indexes = new long[highs.length * 2];
            for (int i = 0; i < indexes.length; i++) {
                if (indexes[i] != 0) {
                    larger.put(highs[i], lows[i], indexes[i] - 1);
                }
            }
            highs = larger.highs;
            lows = larger.lows;
            indexes = larger.indexes;
        }
    }
}
