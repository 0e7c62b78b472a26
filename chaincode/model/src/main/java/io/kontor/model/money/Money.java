package io.kontor.model.money;

/**
 * An exact amount in fen (1/100 yuan). Negative amounts are credits (MNY-1).
 *
 * @param fen within ±(2^53−1), so that it can be written as a JSON integer
 */
public record Money(long fen) implements Comparable<Money> {

    /** The largest amount in fen. */
    public static final long MAX_FEN = (1L << 53) - 1;

    /** Nothing. */
    public static final Money ZERO = new Money(0);

    public Money {
        if (fen > MAX_FEN || fen < -MAX_FEN) {
            throw new ArithmeticException("Cannot hold amount " + fen + " fen: it is outside ±" + MAX_FEN);
        }
    }

    /** An amount in fen. */
    public static Money ofFen(long fen) {
        return new Money(fen);
    }

    /** The sum. */
    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    /** The difference. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    /** The same amount in the other direction. */
    public Money negated() {
        return new Money(-fen);
    }

    /** Whether it is a credit. */
    public boolean isNegative() {
        return fen < 0;
    }

    /** Whether it is nothing. */
    public boolean isZero() {
        return fen == 0;
    }

    /** The smaller of the two. */
    public Money min(Money other) {
        return fen <= other.fen ? this : other;
    }

    /** The sum of many. */
    public static Money sum(Iterable<Money> amounts) {
        Money total = ZERO;
        for (Money amount : amounts) {
            total = total.plus(amount);
        }
        return total;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** In yuan with two decimals, such as {@code -27.84}. */
    public String yuan() {
        return Decimals.format(fen, 2);
    }

    @Override
    public String toString() {
        return yuan();
    }
}
