package io.kontor.model.rating;

import io.kontor.model.money.UnitPrice;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Marginal prices by bands of a cumulative count: each unit costs the price of the band in which it falls (RAT-2). Prices
 * and their caps have the same form.
 *
 * @param bands ascending; all but the last have an end; 1 to 20
 */
public record BandSchedule(List<TariffBand> bands) {

    /** The most bands. */
    public static final int MAX_BANDS = 20;

    /** The largest cumulative count, 2^53−1. */
    public static final long MAX_UNITS = (1L << 53) - 1;

    public BandSchedule {
        bands = List.copyOf(bands);
        if (bands.isEmpty() || bands.size() > MAX_BANDS) {
            throw new MalformedException(
                    "Cannot accept tariff: it has " + bands.size() + " bands, must have 1 to " + MAX_BANDS);
        }
        long previous = 0;
        for (int i = 0; i < bands.size(); i++) {
            boolean last = i == bands.size() - 1;
            if (bands.get(i).upTo().isEmpty() != last) {
                throw new MalformedException("Cannot accept tariff: band " + (i + 1) + " of " + bands.size()
                        + (last ? " must have no end" : " must have an end"));
            }
            if (bands.get(i).lastUnit() <= previous && !last) {
                throw new MalformedException("Cannot accept tariff: band " + (i + 1) + " ends at "
                        + bands.get(i).lastUnit() + ", must end after " + previous);
            }
            previous = bands.get(i).lastUnit();
        }
    }

    /** A schedule of these bands. */
    public static BandSchedule of(TariffBand... bands) {
        return new BandSchedule(List.of(bands));
    }

    /** One price for all units. */
    public static BandSchedule flat(UnitPrice price) {
        return of(TariffBand.rest(price));
    }

    /** The price of the unit with this number, counted from 1. */
    public UnitPrice priceOf(long unit) {
        for (TariffBand band : bands) {
            if (unit <= band.lastUnit()) {
                return band.price();
            }
        }
        throw new MalformedException("Cannot price unit " + unit + ": it is above " + MAX_UNITS);
    }

    /**
     * The price of the first {@code units} units, in 1/10,000 yuan, exactly: F(u).
     *
     * @throws ArithmeticException when it does not fit
     */
    public long amount(long units) {
        long total = 0;
        for (StatementLine line : lines(0, units)) {
            total = Math.addExact(total, line.amountTenThousandths());
        }
        return total;
    }

    /**
     * One line for each band in which units of {@code (start, end]} fall (RAT-6).
     *
     * @param start units counted before
     * @param end units counted now, not less
     */
    public List<StatementLine> lines(long start, long end) {
        if (start < 0 || end < start || end > MAX_UNITS) {
            throw new MalformedException(
                    "Cannot rate usage from " + start + " to " + end + ": must be ascending within 0 to " + MAX_UNITS);
        }
        List<StatementLine> lines = new ArrayList<>();
        long bandStart = 0;
        for (int i = 0; i < bands.size(); i++) {
            TariffBand band = bands.get(i);
            long quantity = Math.min(end, band.lastUnit()) - Math.max(start, bandStart);
            if (quantity > 0) {
                lines.add(new StatementLine(i + 1, quantity, band.price()));
            }
            bandStart = band.lastUnit();
        }
        return List.copyOf(lines);
    }

    /** The first unit that costs more than the cap permits, if there is one (RAT-5). */
    public Optional<CapExcess> firstAbove(BandSchedule cap) {
        List<Long> firstUnits = new ArrayList<>(List.of(1L));
        bands.forEach(band -> band.upTo().ifPresent(last -> firstUnits.add(last + 1)));
        cap.bands.forEach(band -> band.upTo().ifPresent(last -> firstUnits.add(last + 1)));
        return firstUnits.stream()
                .filter(unit -> unit <= MAX_UNITS)
                .sorted()
                .filter(unit -> priceOf(unit).compareTo(cap.priceOf(unit)) > 0)
                .findFirst()
                .map(unit -> new CapExcess(unit, priceOf(unit), cap.priceOf(unit)));
    }
}
