package io.kontor.model.authorisation;

import java.util.Optional;

/**
 * Authorisation of a city to an operator to run its public data.
 *
 * @param authorisationId identifier
 * @param cityId city that gives it
 * @param operator member that receives it
 * @param decisionRef reference of the collective decision (三重一大)
 * @param startsAt start, epoch milliseconds
 * @param termMonths term in calendar months of the city's calendar
 * @param endsAt end (exclusive), epoch milliseconds, computed by the contract
 * @param status state
 * @param closedAt when it was closed, epoch milliseconds
 * @param reason why it was suspended or closed
 */
public record Authorisation(
        String authorisationId,
        String cityId,
        String operator,
        String decisionRef,
        long startsAt,
        int termMonths,
        long endsAt,
        AuthorisationStatus status,
        Optional<Long> closedAt,
        Optional<String> reason) {}
