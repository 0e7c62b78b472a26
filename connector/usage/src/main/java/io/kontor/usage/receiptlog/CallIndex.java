package io.kontor.usage.receiptlog;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Newest leaf index of each call id, so that no call is executed twice (SES-7). Two generations bound it: at least the newest {@code
 * generation} call ids are known. Writes and reads exclude each other.
 */
public final class CallIndex {

    /** Call ids of a generation: 50 bytes each. */
    public static final int GENERATION = 1 << 20;

    /** Callers choose call ids: where they fall must not be theirs to choose. */
    private static final long HIGH_FACTOR = new SecureRandom().nextLong() | 1;

    private static final long LOW_FACTOR = new SecureRandom().nextLong() | 1;

    private final int generation;
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
        if (young.size() >= generation) {
            turn();
        }
        long high = high(callId);
        long low = low(callId);
        young.put(mixed(high, low), high, low, index);
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
