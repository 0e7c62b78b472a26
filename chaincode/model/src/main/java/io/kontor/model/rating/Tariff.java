package io.kontor.model.rating;

import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.Rounding;
import io.kontor.model.rejection.MalformedException;

/**
 * How usage becomes a charge: {@code charge = round(F(end) × d) − round(F(start) × d)}, or nothing under a waiver (RAT-4).
 *
 * @param basis what is counted
 * @param prices of the units, by bands of the order's cumulative count
 * @param discount coefficient d, above 0, 1 for none
 * @param waiver whether it is charged at all
 */
public record Tariff(MeteringBasis basis, BandSchedule prices, Ratio discount, Waiver waiver) {

    private static final long TEN_THOUSANDTHS_PER_FEN = 100;

    public Tariff {
        if (discount.tenThousandths() == 0) {
            throw new MalformedException("Cannot accept tariff: discount is 0, must be above 0; use a waiver");
        }
    }

    /** Usage at these prices, without discount or waiver. */
    public static Tariff of(BandSchedule prices) {
        return new Tariff(MeteringBasis.USAGE, prices, Ratio.ONE, Waiver.NONE);
    }

    /** What the first {@code units} units cost, rounded half-up once, before a waiver. */
    public Money cumulative(long units) {
        long divisor = TEN_THOUSANDTHS_PER_FEN * Ratio.SCALE;
        return new Money(Rounding.halfUp(prices.amount(units), discount.tenThousandths(), divisor));
    }

    /**
     * Rates the units of {@code (start, end]}; a credit is rated by its corrected end, never by a descending range.
     *
     * @param start units of the order before
     * @param end units of the order now
     */
    public Rating rate(long start, long end) {
        Money fee = cumulative(end).minus(cumulative(start));
        Money waived = waiver == Waiver.PUBLIC_GOOD ? fee : Money.ZERO;
        return new Rating(start, end, prices.lines(start, end), fee, waived);
    }
}
