package io.kontor.contract.authorisation;

import io.kontor.contract.call.Call;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityProfile;
import io.kontor.model.rejection.RejectionCode;

/** What other capabilities ask of authorisations. */
public final class Authorisations {

    private Authorisations() {}

    /** Whether the authorisation permits operation at this time. */
    public static boolean isLive(Authorisation authorisation, long at) {
        return authorisation.status() == AuthorisationStatus.ACTIVE
                && at >= authorisation.startsAt()
                && at < authorisation.endsAt();
    }

    /**
     * The authorisation, which is live.
     *
     * @throws ContractRejection NO_AUTHORISATION
     */
    public static Authorisation requireLive(LedgerState state, String authorisationId, long at, String what) {
        Authorisation authorisation = state.require(Keys.authorisation(authorisationId));
        ContractRejection.unless(
                isLive(authorisation, at),
                RejectionCode.NO_AUTHORISATION,
                what + ": authorisation " + authorisationId + " is " + authorisation.status() + " from "
                        + authorisation.startsAt() + " to " + authorisation.endsAt() + ", the time is " + at);
        return authorisation;
    }

    /**
     * What served the authorisation need not be kept any longer: the end of the day, so many calendar months after the closing (INT-21).
     *
     * @throws ContractRejection RETENTION
     */
    public static void requireOver(Call call, Authorisation authorisation, String what) {
        CityProfile city = Cities.profile(call.state(), authorisation.cityId());
        long closedAt = authorisation
                .closedAt()
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.RETENTION,
                        what + ": authorisation " + authorisation.authorisationId() + " is " + authorisation.status()
                                + ", must be CLOSED"));
        long until = Cities.endOfDayAfterMonths(city, closedAt, city.limits().logRetentionMonths());
        ContractRejection.unless(
                call.at() >= until,
                RejectionCode.RETENTION,
                what + ": it must be kept until " + until + ", the time is " + call.at());
    }
}
