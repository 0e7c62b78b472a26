package io.kontor.cli.bench;

import java.util.Arrays;

/** Latencies of one leg: by the microsecond up to a tenth of a second, by the millisecond up to a minute. One thread. */
final class Latencies {

    private static final int FINE = 100_000;
    private static final int COARSE = 60_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;

    private final int[] fine = new int[FINE];
    private final int[] coarse = new int[COARSE];
    private long count;

    void add(long nanos) {
        long micros = Math.max(0, nanos / NANOS_PER_MICRO);
        if (micros < FINE) {
            fine[(int) micros]++;
        } else {
            coarse[(int) Math.min(COARSE - 1, micros / MICROS_PER_MILLI)]++;
        }
        count++;
    }

    /** Takes in all of another. */
    void add(Latencies other) {
        Arrays.setAll(fine, i -> fine[i] + other.fine[i]);
        Arrays.setAll(coarse, i -> coarse[i] + other.coarse[i]);
        count += other.count;
    }

    long count() {
        return count;
    }

    /** The latency that so many of a hundred do not exceed, in microseconds; 0 without any. */
    long percentileMicros(int percent) {
        long rank = (count * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < FINE; i++) {
            seen += fine[i];
            if (seen >= rank && seen > 0) {
                return i;
            }
        }
        for (int i = 0; i < COARSE; i++) {
            seen += coarse[i];
            if (seen >= rank && seen > 0) {
                return (long) i * MICROS_PER_MILLI;
            }
        }
        return 0;
    }
}
