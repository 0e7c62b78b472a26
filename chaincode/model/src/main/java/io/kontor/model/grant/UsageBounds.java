package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * Bounds of use besides count, user, application and window; each that is absent bounds nothing, and at least one is there.
 *
 * @param hours time of day in the city's zone
 * @param weekdays days of the week in the city's zone, ascending
 * @param rates units an hour and a day, ascending by period
 * @param bytesMax bytes that may be released over the life of the grant
 * @param recordsMax records that may be used over the life of the grant
 */
public record UsageBounds(
        Optional<DayHours> hours,
        Optional<List<Weekday>> weekdays,
        Optional<List<RateLimit>> rates,
        Optional<Long> bytesMax,
        Optional<Long> recordsMax) {

    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = DayHours.MINUTES * MINUTE_MS;
    private static final int MOST_DAYS = 6;
    /** After so many days hours and weekdays have repeated themselves. */
    private static final int DAYS_LOOKED_AT = 8;

    public UsageBounds {
        weekdays = weekdays.map(days -> Checks.ascending("weekdays", Checks.list("weekdays", days, 1, MOST_DAYS)));
        rates = rates.map(limits -> Checks.list("rates", limits, 1, RatePeriod.values().length));
        rates.ifPresent(limits ->
                Checks.ascending("rates", limits.stream().map(RateLimit::period).toList()));
        bytesMax.ifPresent(bytes -> Checks.range("bytes max", bytes, 1, Checks.MAX));
        recordsMax.ifPresent(records -> Checks.range("records max", records, 1, Checks.MAX));
        if (hours.isEmpty() && weekdays.isEmpty() && rates.isEmpty() && bytesMax.isEmpty() && recordsMax.isEmpty()) {
            throw new MalformedException("Cannot accept bounds: they bound nothing, leave them out");
        }
        rates.ifPresent(UsageBounds::requireRising);
    }

    private static void requireRising(List<RateLimit> rates) {
        if (rates.size() > 1 && rates.get(0).limit() > rates.get(1).limit()) {
            throw new MalformedException("Cannot accept rates: " + rates.get(0).limit() + " an hour, must not be above "
                    + rates.get(1).limit() + " a day");
        }
    }

    /**
     * Whether hours and weekdays permit use at a time.
     *
     * @param time epoch milliseconds
     * @param utcOffsetMinutes offset of the city's calendar from UTC
     */
    public boolean open(long time, int utcOffsetMinutes) {
        long local = time + utcOffsetMinutes * MINUTE_MS;
        long day = Math.floorDiv(local, DAY_MS);
        if (weekdays.isPresent() && !weekdays.get().contains(Weekday.of(day))) {
            return false;
        }
        if (hours.isEmpty()) {
            return true;
        }
        long minute = (local - day * DAY_MS) / MINUTE_MS;
        return minute >= hours.get().fromMinute() && minute < hours.get().toMinute();
    }

    /** Whether hours and weekdays leave any moment of the window open. */
    public boolean everOpen(TimeWindow window, int utcOffsetMinutes) {
        long offset = utcOffsetMinutes * MINUTE_MS;
        long first = Math.floorDiv(window.startsAt() + offset, DAY_MS);
        long from = hours.map(day -> day.fromMinute() * MINUTE_MS).orElse(0L);
        for (long day = first; day < first + DAYS_LOOKED_AT; day++) {
            long opens = Math.max(window.startsAt(), day * DAY_MS + from - offset);
            if (opens < window.endsAt() && open(opens, utcOffsetMinutes)) {
                return true;
            }
        }
        return false;
    }
}
