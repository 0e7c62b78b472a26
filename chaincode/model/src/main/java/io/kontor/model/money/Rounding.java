package io.kontor.model.money;

/**
 * Exact products and quotients of non-negative integers over 128 bits, and the one rounding rule: half-up (MNY-4). Money is
 * rounded on cumulative amounts only, which are never negative, so a negative argument is an error in the caller.
 */
public final class Rounding {

    private Rounding() {}

    /**
     * {@code factor × multiplier ÷ divisor}, exactly.
     *
     * @throws ArithmeticException when an argument is negative, the divisor is 0 or the quotient does not fit
     */
    public static Quotient divide(long factor, long multiplier, long divisor) {
        if (factor < 0 || multiplier < 0 || divisor <= 0) {
            throw new ArithmeticException("Cannot divide " + factor + " × " + multiplier + " by " + divisor
                    + ": factors must not be negative and the divisor must be positive");
        }
        long high = Math.multiplyHigh(factor, multiplier);
        long low = factor * multiplier;
        if (high == 0 && low >= 0) {
            return new Quotient(low / divisor, low % divisor);
        }
        if (high >= divisor) {
            throw overflow(factor, multiplier, divisor);
        }
        long remainder = high;
        long quotient = 0;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
            remainder = (remainder << 1) | ((low >>> bit) & 1);
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, divisor) >= 0) {
                remainder -= divisor;
                quotient |= 1;
            }
        }
        if (quotient < 0) {
            throw overflow(factor, multiplier, divisor);
        }
        return new Quotient(quotient, remainder);
    }

    /**
     * {@code factor × multiplier ÷ divisor}, a half rounded up.
     *
     * @throws ArithmeticException as {@link #divide} does
     */
    public static long halfUp(long factor, long multiplier, long divisor) {
        Quotient exact = divide(factor, multiplier, divisor);
        boolean up = exact.remainder() >= divisor - exact.remainder();
        return up ? Math.incrementExact(exact.floor()) : exact.floor();
    }

    private static ArithmeticException overflow(long factor, long multiplier, long divisor) {
        return new ArithmeticException("Cannot divide " + factor + " × " + multiplier + " by " + divisor
                + ": the quotient does not fit 63 bits");
    }

    /**
     * A quotient of integers.
     *
     * @param floor the whole part
     * @param remainder what is left, less than the divisor
     */
    public record Quotient(long floor, long remainder) {}
}
