package io.kontor.model.money;

import io.kontor.model.rejection.MalformedException;

/**
 * The price of one metered unit (MNY-2).
 *
 * @param tenThousandths in 1/10,000 yuan, so 1000 is 0.10 yuan; 0 to 2^53−1
 */
public record UnitPrice(long tenThousandths) implements Comparable<UnitPrice> {

    private static final int SCALE = 4;

    public UnitPrice {
        if (tenThousandths < 0 || tenThousandths > Money.MAX_FEN) {
            throw new MalformedException(
                    "Cannot accept unit price " + tenThousandths + "/10000 yuan: must be 0 to " + Money.MAX_FEN);
        }
    }

    /** Reads yuan with at most four decimals, such as {@code 0.095}. */
    public static UnitPrice ofYuan(String yuan) {
        return new UnitPrice(Decimals.parse(yuan, SCALE));
    }

    @Override
    public int compareTo(UnitPrice other) {
        return Long.compare(tenThousandths, other.tenThousandths);
    }

    /** In yuan with four decimals. */
    @Override
    public String toString() {
        return Decimals.format(tenThousandths, SCALE);
    }
}
