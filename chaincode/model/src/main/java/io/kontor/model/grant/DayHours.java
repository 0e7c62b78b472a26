package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;

/**
 * Half-open hours of use [fromMinute, toMinute) of each day in the city's zone; they do not go over midnight.
 *
 * @param fromMinute first minute of use, counted from midnight
 * @param toMinute first minute after use
 */
public record DayHours(int fromMinute, int toMinute) {

    /** Minutes of a day. */
    public static final int MINUTES = 1440;

    public DayHours {
        Checks.range("from minute", fromMinute, 0, MINUTES - 1);
        Checks.range("to minute", toMinute, 1, MINUTES);
        if (toMinute <= fromMinute) {
            throw new MalformedException(
                    "Cannot accept hours: they end at minute " + toMinute + ", must end after " + fromMinute);
        }
    }
}
