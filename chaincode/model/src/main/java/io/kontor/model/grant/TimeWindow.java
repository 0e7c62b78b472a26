package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;

/**
 * Half-open window [startsAt, endsAt), epoch milliseconds UTC (INT-18).
 *
 * @param startsAt first instant of use
 * @param endsAt first instant after use
 */
public record TimeWindow(long startsAt, long endsAt) {

    public TimeWindow {
        Checks.time("starts at", startsAt);
        Checks.time("ends at", endsAt);
        if (endsAt <= startsAt) {
            throw new MalformedException("Cannot accept window: it ends at " + endsAt + ", must end after " + startsAt);
        }
    }
}
