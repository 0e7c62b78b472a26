package io.kontor.usage.session;

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
    private final String[] callIds = new String[KEPT];
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
        if (numbers[slot] == number) {
            return callId.equals(callIds[slot]) ? Use.AGAIN : Use.REFUSED;
        }
        numbers[slot] = number;
        callIds[slot] = callId;
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
