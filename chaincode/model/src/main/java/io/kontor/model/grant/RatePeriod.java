package io.kontor.model.grant;

/** What a rate is counted in: hours and days of the calendar in the city's zone. */
public enum RatePeriod {
    HOUR(3_600_000),
    DAY(86_400_000);

    private static final long MINUTE_MS = 60_000;

    private final long millis;

    RatePeriod(long millis) {
        this.millis = millis;
    }

    /**
     * When the hour or day of a time began.
     *
     * @param time epoch milliseconds
     * @param utcOffsetMinutes offset of the city's calendar from UTC
     * @return epoch milliseconds
     */
    public long start(long time, int utcOffsetMinutes) {
        long offset = utcOffsetMinutes * MINUTE_MS;
        return Math.floorDiv(time + offset, millis) * millis - offset;
    }
}
