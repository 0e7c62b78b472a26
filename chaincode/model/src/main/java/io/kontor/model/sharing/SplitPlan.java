package io.kontor.model.sharing;

import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.Rounding;
import io.kontor.model.rejection.MalformedException;

/**
 * How a revenue is split between the supplying units and the operator. The units' part of the cumulative revenue is rounded
 * half-up once; the operator has the remainder, so the sum is exact (SHR-1).
 *
 * @param threshold up to here, inclusive, the first ratio holds
 * @param unitsBelow the units' ratio of what is within the threshold
 * @param unitsAbove the units' ratio of what exceeds it
 * @param basis what counts as one revenue
 */
public record SplitPlan(Money threshold, Ratio unitsBelow, Ratio unitsAbove, SplitBasis basis) {

    public SplitPlan {
        if (threshold.isNegative()) {
            throw new MalformedException("Cannot accept split plan: threshold " + threshold + " is negative");
        }
    }

    /**
     * Splits one whole revenue.
     *
     * @param revenue not negative
     */
    public Shares split(Money revenue) {
        Money within = revenue.min(threshold);
        long weighted = Math.addExact(
                Math.multiplyExact(within.fen(), unitsBelow.tenThousandths()),
                Math.multiplyExact(revenue.minus(within).fen(), unitsAbove.tenThousandths()));
        Money units = new Money(Rounding.halfUp(weighted, 1, Ratio.SCALE));
        return new Shares(units, revenue.minus(units));
    }

    /**
     * What changes when one revenue becomes another: a later instalment of an order, or a correction of either kind (SHR-3).
     *
     * @param before the revenue so far
     * @param after the revenue now; less than before for a credit
     */
    public Shares change(Money before, Money after) {
        return split(after).minus(split(before));
    }

    /**
     * Splits a further receipt of an order by this plan's basis.
     *
     * @param before what the order had received
     * @param receipt not negative; a credit goes through {@link #change}
     */
    public Shares receipt(Money before, Money receipt) {
        return basis == SplitBasis.ORDER ? change(before, before.plus(receipt)) : split(receipt);
    }
}
