package io.kontor.usage.session;

import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Sequence numbers of one session: each is used by one call id; calls may overtake each other within a window. Remembers where the
 * receipts of late are. Guarded by itself.
 */
final class SequenceWindow {

    /** How far a number may be ahead of the highest that the consumer has a receipt for. */
    static final int AHEAD = 1024;

    private static final int KEPT = 4096;

    /** Of each number: itself, the two halves of its call id, the index of its receipt; side by side, so that one look brings all. */
    private static final int WORDS = 4;

    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int RECEIPT = 3;
    private static final long NONE = -1;

    private final long[] entries = new long[KEPT * WORDS];
    private long highest;

    /** What a number is. */
    enum Use {
        /** Not used before. */
        FIRST,
        /** Used by the same call before. */
        AGAIN,
        /** Used by another call, too old or too far ahead. */
        REFUSED
    }

    synchronized Use use(long number, String callId) {
        if (number < 1 || number <= highest - KEPT || number > highest + AHEAD) {
            return Use.REFUSED;
        }
        int at = at(number);
        long high = HexFormat.fromHexDigitsToLong(callId, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(callId, 16, 32);
        if (entries[at] == number) {
            return high == entries[at + HIGH] && low == entries[at + LOW] ? Use.AGAIN : Use.REFUSED;
        }
        entries[at] = number;
        entries[at + HIGH] = high;
        entries[at + LOW] = low;
        entries[at + RECEIPT] = NONE;
        highest = Math.max(highest, number);
        return Use.FIRST;
    }

    synchronized void answered(long number, long receiptIndex) {
        int at = at(number);
        if (entries[at] == number) {
            entries[at + RECEIPT] = receiptIndex;
        }
    }

    synchronized OptionalLong receipt(long number) {
        int at = at(number);
        return number > 0 && entries[at] == number && entries[at + RECEIPT] != NONE
                ? OptionalLong.of(entries[at + RECEIPT])
                : OptionalLong.empty();
    }

    private static int at(long number) {
        return (int) Math.floorMod(number, (long) KEPT) * WORDS;
    }
}
