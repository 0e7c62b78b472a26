package io.kontor.evidence.channel;

import io.kontor.evidence.trust.OrganisationKind;
import java.util.Optional;

/** Says which city an organisation belongs to: the configuration does not know. */
@FunctionalInterface
public interface CityOf {

    /**
     * An organisation's place.
     *
     * @param city its city
     * @param kind what it is there
     */
    record Place(String city, OrganisationKind kind) {}

    /** The place of an organisation, if it is known. */
    Optional<Place> of(String mspId);
}
