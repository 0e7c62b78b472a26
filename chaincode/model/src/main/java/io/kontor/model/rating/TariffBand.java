package io.kontor.model.rating;

import io.kontor.model.money.UnitPrice;
import io.kontor.model.rejection.MalformedException;
import java.util.OptionalLong;

/**
 * The price of the units up to a bound (RAT-1).
 *
 * @param upTo the last unit of the band, inclusive, counted from 1; empty for the last band, which has no end
 * @param price of each unit in the band
 */
public record TariffBand(OptionalLong upTo, UnitPrice price) {

    public TariffBand {
        if (upTo.isPresent() && (upTo.getAsLong() < 1 || upTo.getAsLong() > BandSchedule.MAX_UNITS)) {
            throw new MalformedException(
                    "Cannot accept tariff band up to " + upTo.getAsLong() + ": must be 1 to " + BandSchedule.MAX_UNITS);
        }
    }

    /** A band that ends with this unit. */
    public static TariffBand upTo(long lastUnit, UnitPrice price) {
        return new TariffBand(OptionalLong.of(lastUnit), price);
    }

    /** The band without end. */
    public static TariffBand rest(UnitPrice price) {
        return new TariffBand(OptionalLong.empty(), price);
    }

    long lastUnit() {
        return upTo.orElse(BandSchedule.MAX_UNITS);
    }
}
