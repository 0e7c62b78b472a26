package io.kontor.usage.content;

import java.util.Arrays;
import java.util.HexFormat;

/** A run of sealed answers in one piece of memory, filled once and then forgotten as a whole. Guarded by its store. */
final class ReplayShelf {

    private static final int BYTES = 1 << 20;
    private static final int SLOTS = 4_096;

    private final byte[] bytes = new byte[BYTES];
    private final long[] highs = new long[SLOTS];
    private final long[] lows = new long[SLOTS];
    private final long[] untils = new long[SLOTS];
    private final String[] grantIds = new String[SLOTS];
    private final String[] contentTypes = new String[SLOTS];
    private final int[] starts = new int[SLOTS + 1];
    private final byte[] left = new byte[SLOTS];
    private int count;

    /**
     * A sealed answer.
     *
     * @param grantId grant whose content key opens it
     * @param contentType media type
     * @param sealed sealed bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(String grantId, String contentType, byte[] sealed) {}

    boolean takes(int length) {
        return count < SLOTS && starts[count] + length <= BYTES;
    }

    void add(String callId, Entry entry, int times, long until) {
        highs[count] = high(callId);
        lows[count] = low(callId);
        untils[count] = until;
        grantIds[count] = shared(grantIds, entry.grantId());
        contentTypes[count] = shared(contentTypes, entry.contentType());
        left[count] = (byte) times;
        System.arraycopy(entry.sealed(), 0, bytes, starts[count], entry.sealed().length);
        starts[count + 1] = starts[count] + entry.sealed().length;
        count++;
    }

    /** The text of the entry before where it says the same: what a call brought with it is not kept for minutes, which garbage collection would pay for. */
    private String shared(String[] kept, String text) {
        return count > 0 && kept[count - 1].equals(text) ? kept[count - 1] : text;
    }

    /** Slot of a call; -1 when it is not here. */
    int find(String callId) {
        long high = high(callId);
        long low = low(callId);
        for (int slot = count - 1; slot >= 0; slot--) {
            if (highs[slot] == high && lows[slot] == low) {
                return slot;
            }
        }
        return -1;
    }

    /** Takes one time of a slot; false when it is over or was taken as often as it may be. */
    boolean take(int slot, long now) {
        if (left[slot] == 0 || now >= untils[slot]) {
            return false;
        }
        left[slot]--;
        return true;
    }

    Entry entry(int slot) {
        return new Entry(grantIds[slot], contentTypes[slot], Arrays.copyOfRange(bytes, starts[slot], starts[slot + 1]));
    }

    /** Whether none of its answers is kept any longer. */
    boolean over(long now) {
        return count == 0 || now >= untils[count - 1];
    }

    void clear() {
        Arrays.fill(grantIds, 0, count, null);
        Arrays.fill(contentTypes, 0, count, null);
        count = 0;
    }

    private static long high(String callId) {
        return HexFormat.fromHexDigitsToLong(callId, 0, 16);
    }

    private static long low(String callId) {
        return HexFormat.fromHexDigitsToLong(callId, 16, 32);
    }
}
