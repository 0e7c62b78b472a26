package io.kontor.model.rating;

import io.kontor.model.money.UnitPrice;
import io.kontor.model.rejection.MalformedException;

/**
 * The units of a period that fall in one band. The amount is exact: only the charge of the period is rounded (RAT-6).
 *
 * @param band number of the band, counted from 1
 * @param quantity units, at least 1
 * @param price of each
 */
public record StatementLine(int band, long quantity, UnitPrice price) {

    public StatementLine {
        if (band < 1 || band > BandSchedule.MAX_BANDS || quantity < 1 || quantity > BandSchedule.MAX_UNITS) {
            throw new MalformedException("Cannot accept statement line: band " + band + ", quantity " + quantity
                    + ", must be 1 to " + BandSchedule.MAX_BANDS + " and 1 to " + BandSchedule.MAX_UNITS);
        }
    }

    /** Quantity × price in 1/10,000 yuan. */
    public long amountTenThousandths() {
        return Math.multiplyExact(quantity, price.tenThousandths());
    }
}
