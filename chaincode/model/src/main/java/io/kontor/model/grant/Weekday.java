package io.kontor.model.grant;

/** Days of the week in the city's zone. */
public enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    /** 1970-01-01 was a Thursday, the day at this index. */
    private static final int FIRST_DAY = 3;

    private static final Weekday[] ALL = values();

    /** The weekday of a day counted from 1970-01-01. */
    static Weekday of(long day) {
        return ALL[Math.floorMod(day + FIRST_DAY, ALL.length)];
    }
}
