package io.kontor.model.authorisation;

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
        String authorisationId, String cityId, String operator, String decisionRef, long startsAt, int termMonths) {}
