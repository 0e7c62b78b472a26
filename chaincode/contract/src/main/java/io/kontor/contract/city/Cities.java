package io.kontor.contract.city;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.city.CityProfile;
import io.kontor.model.rejection.RejectionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What other capabilities ask of cities. */
public final class Cities {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MONTHS_PER_QUARTER = 3;

    private Cities() {}

    /** The newest profile of a city. */
    public static CityProfile profile(LedgerState state, String cityId) {
        return state.find(Keys.city(cityId))
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.CITY, "Cannot find city " + cityId + ": it has not been founded"));
    }

    /**
     * Members of another city may act where a city recognises theirs (CALL-4).
     *
     * @throws ContractRejection CITY
     */
    public static void requireRecognised(LedgerState state, String cityId, String otherCity, String what) {
        ContractRejection.unless(
                recognises(state, cityId, otherCity),
                RejectionCode.CITY,
                what + ": city " + cityId + " does not recognise members of city " + otherCity);
    }

    /** Whether members of another city may act where this city's data is concerned. */
    public static boolean recognises(LedgerState state, String cityId, String otherCity) {
        return otherCity.equals(cityId)
                || profile(state, cityId).recognisedCities().contains(otherCity);
    }

    /** The same time of day so many calendar months later, by the city's calendar. */
    public static long plusMonths(CityProfile city, long at, int months) {
        ZoneOffset offset = offset(city);
        return Instant.ofEpochMilli(at)
                .atOffset(offset)
                .plusMonths(months)
                .toInstant()
                .toEpochMilli();
    }

    /** The end of the day so many calendar months later, by the city's calendar (INT-21). */
    public static long endOfDayAfterMonths(CityProfile city, long at, int months) {
        ZoneOffset offset = offset(city);
        LocalDate day = Instant.ofEpochMilli(at).atOffset(offset).toLocalDate().plusMonths(months);
        return day.plusDays(1).atStartOfDay().toInstant(offset).toEpochMilli();
    }

    /** The end of the settlement period of the city's calendar in which a moment lies. */
    public static long endOfPeriod(CityProfile city, long at) {
        ZoneOffset offset = offset(city);
        LocalDate day = Instant.ofEpochMilli(at).atOffset(offset).toLocalDate().withDayOfMonth(1);
        LocalDate end = switch (city.settlement()) {
            case MONTHLY -> day.plusMonths(1);
            case QUARTERLY ->
                day.minusMonths((day.getMonthValue() - 1) % MONTHS_PER_QUARTER).plusMonths(MONTHS_PER_QUARTER);
            case YEARLY -> day.withDayOfYear(1).plusYears(1);
        };
        return end.atStartOfDay().toInstant(offset).toEpochMilli();
    }

    private static ZoneOffset offset(CityProfile city) {
        return ZoneOffset.ofTotalSeconds(city.utcOffsetMinutes() * SECONDS_PER_MINUTE);
    }
}
