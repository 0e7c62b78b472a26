package io.kontor.model.settlement;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;

/**
 * One side's count of a grant and action in a period.
 *
 * @param grantId grant
 * @param action action
 * @param calls released calls
 * @param hits released calls that found data
 * @param usage items × records over the hits
 */
public record PeriodCount(String grantId, Action action, long calls, long hits, long usage) {

    public PeriodCount {
        Ids.require("grant id", grantId);
        Checks.range("calls", calls, 0, Checks.MAX);
        Checks.range("hits", hits, 0, Checks.MAX);
        Checks.range("usage", usage, 0, Checks.MAX);
        if (hits > calls) {
            throw new MalformedException("Cannot accept count of grant " + grantId + " " + action + ": " + hits
                    + " hits, must not be above " + calls + " calls");
        }
    }
}
