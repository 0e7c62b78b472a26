package io.kontor.model.authorisation;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;

/**
 * What a regulator opens an authorisation with.
 *
 * @param authorisationId identifier
 * @param cityId city that gives it
 * @param operator member that receives it
 * @param decisionRef reference of the collective decision (三重一大), used once
 * @param startsAt start, epoch milliseconds
 * @param termMonths term in calendar months
 */
public record AuthorisationOpening(
        String authorisationId, String cityId, String operator, String decisionRef, long startsAt, int termMonths) {

    public AuthorisationOpening {
        Ids.require("authorisation id", authorisationId);
        Ids.require("city id", cityId);
        Ids.require("operator", operator);
        Checks.text("decision ref", decisionRef, 200);
        Checks.time("starts at", startsAt);
        Checks.range("term months", termMonths, 1, 1200);
    }
}
