package io.kontor.cli.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Dates of the demonstration, all relative to today in Asia/Shanghai.
 *
 * @param today today
 */
record Calendar(LocalDate today) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int WINDOW_DAYS = 120;

    static Calendar of(Clock clock) {
        return new Calendar(LocalDate.ofInstant(clock.instant(), ZONE));
    }

    /** Start of the day so many days from today, epoch milliseconds. */
    long startOfDay(int days) {
        return instant(days).toEpochMilli();
    }

    /** End of the grants' window. */
    long windowEnd() {
        return startOfDay(WINDOW_DAYS);
    }

    private Instant instant(int days) {
        return today.plusDays(days).atStartOfDay(ZONE).toInstant();
    }
}
