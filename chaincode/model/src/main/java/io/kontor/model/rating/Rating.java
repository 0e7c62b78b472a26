package io.kontor.model.rating;

import io.kontor.model.money.Money;
import io.kontor.model.rejection.MalformedException;
import java.util.List;

/**
 * What the units of a period cost.
 *
 * @param start units of the order before
 * @param end units of the order after
 * @param lines one for each band
 * @param fee rounded, discount included
 * @param waived the part of the fee that is not charged
 */
public record Rating(long start, long end, List<StatementLine> lines, Money fee, Money waived) {

    public Rating {
        lines = List.copyOf(lines);
        long quantity = 0;
        for (StatementLine line : lines) {
            quantity = Math.addExact(quantity, line.quantity());
        }
        if (quantity != end - start) {
            throw new MalformedException(
                    "Cannot accept rating: its lines hold " + quantity + " units, must hold " + (end - start));
        }
        if (fee.isNegative() || waived.isNegative() || waived.compareTo(fee) > 0) {
            throw new MalformedException(
                    "Cannot accept rating: fee " + fee + ", waived " + waived + ", must be 0 ≤ waived ≤ fee");
        }
    }

    /** What is charged. */
    public Money charge() {
        return fee.minus(waived);
    }
}
