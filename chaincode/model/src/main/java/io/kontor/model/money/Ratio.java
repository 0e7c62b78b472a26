package io.kontor.model.money;

import io.kontor.model.rejection.MalformedException;

/**
 * A coefficient from 0 to 1 with four decimals (MNY-3).
 *
 * @param tenThousandths 0 to 10000, so 5500 is 0.55
 */
public record Ratio(long tenThousandths) implements Comparable<Ratio> {

    /** What a ratio of 1 counts. */
    public static final long SCALE = 10_000;

    /** The whole. */
    public static final Ratio ONE = new Ratio(SCALE);

    private static final int DECIMALS = 4;

    public Ratio {
        if (tenThousandths < 0 || tenThousandths > SCALE) {
            throw new MalformedException("Cannot accept ratio " + tenThousandths + "/10000: must be 0 to " + SCALE);
        }
    }

    /** Reads a number with at most four decimals, such as {@code 0.55}. */
    public static Ratio of(String decimal) {
        return new Ratio(Decimals.parse(decimal, DECIMALS));
    }

    @Override
    public int compareTo(Ratio other) {
        return Long.compare(tenThousandths, other.tenThousandths);
    }

    /** With four decimals. */
    @Override
    public String toString() {
        return Decimals.format(tenThousandths, DECIMALS);
    }
}
