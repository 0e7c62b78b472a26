package io.kontor.model.authorisation;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
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
        Optional<String> reason) {

    public Authorisation {
        Ids.require("authorisation id", authorisationId);
        Ids.require("city id", cityId);
        Ids.require("operator", operator);
        Checks.text("decision ref", decisionRef, 200);
        Checks.time("starts at", startsAt);
        Checks.range("term months", termMonths, 1, 1200);
        Checks.time("ends at", endsAt);
        closedAt.ifPresent(value -> Checks.time("closed at", value));
        reason.ifPresent(value -> Checks.text("reason", value, 500));
        if (endsAt <= startsAt) {
            throw new MalformedException("Cannot accept authorisation " + authorisationId + ": it ends at " + endsAt
                    + ", must end after " + startsAt);
        }
        if ((status == AuthorisationStatus.CLOSED) != closedAt.isPresent()) {
            throw new MalformedException("Cannot accept authorisation " + authorisationId + ": it is " + status
                    + ", closed at " + closedAt.map(String::valueOf).orElse("no time"));
        }
    }
}
