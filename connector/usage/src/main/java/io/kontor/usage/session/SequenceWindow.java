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

    private final long[] numbers = new long[KEPT];
    private final long[] callHighs = new long[KEPT];
    private final long[] callLows = new long[KEPT];
    private final long[] receipts = new long[KEPT];
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
        int slot = (int) (number % KEPT);
        long high = HexFormat.fromHexDigitsToLong(callId, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(callId, 16, 32);
        if (numbers[slot] == number) {
            return high == callHighs[slot] && low == callLows[slot] ? Use.AGAIN : Use.REFUSED;
        }
        numbers[slot] = number;
        callHighs[slot] = high;
        callLows[slot] = low;
        receipts[slot] = -1;
        highest = Math.max(highest, number);
        return Use.FIRST;
    }

    synchronized void answered(long number, long receiptIndex) {
        int slot = (int) (number % KEPT);
        if (numbers[slot] == number) {
            receipts[slot] = receiptIndex;
        }
    }

    synchronized OptionalLong receipt(long number) {
        int slot = (int) Math.floorMod(number, (long) KEPT);
        return number > 0 && numbers[slot] == number && receipts[slot] >= 0
                ? OptionalLong.of(receipts[slot])
                : OptionalLong.empty();
    }
}
