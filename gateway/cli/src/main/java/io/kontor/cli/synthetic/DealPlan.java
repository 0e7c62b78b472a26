package io.kontor.cli.synthetic;

import io.kontor.model.resource.PersonalData;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What one synthetic deal has different from another.
 *
 * @param name what the identifiers of its records end in, upper case
 * @param titles what people read
 * @param resources resources in the order of their registration
 * @param stalenessS longest time without contact in which a data plane serves, by the cities' profiles; seconds
 * @param consents when its consents hold
 */
public record DealPlan(String name, Titles titles, List<Listed> resources, int stalenessS, Validity consents) {

    public DealPlan {
        resources = List.copyOf(resources);
    }

    /**
     * What people read.
     *
     * @param scenario title of the scenario
     * @param purpose what the scenario is for
     * @param resource title of each resource
     */
    public record Titles(String scenario, String purpose, String resource) {}

    /**
     * A resource of the deal.
     *
     * @param resourceId identifier
     * @param personal whether its calls need a consent each
     */
    public record Listed(String resourceId, PersonalData personal) {}

    /**
     * When a consent holds, seen from the moment at which it is made.
     *
     * @param before since so long
     * @param after for so long
     */
    public record Validity(Duration before, Duration after) {}

    String scenarioId() {
        return "SC-" + name;
    }

    String authorisationId() {
        return "AU-" + name;
    }

    String decisionId() {
        return "DEC-" + name;
    }

    String approvalId() {
        return "APR-" + name;
    }

    String productId() {
        return name.toLowerCase(Locale.ROOT) + "-product";
    }

    /** Identifiers of all resources, ascending. */
    List<String> resourceIds() {
        return resources.stream().map(Listed::resourceId).sorted().toList();
    }

    /** The first resource whose calls need a consent each. */
    String personalResourceId() {
        return resources.stream()
                .filter(resource -> resource.personal() == PersonalData.PERSONAL)
                .map(Listed::resourceId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Cannot make consents of " + name + ": no resource is personal of " + resourceIds()));
    }

    PersonalData personal(String resourceId) {
        return resources.stream()
                .filter(resource -> resource.resourceId().equals(resourceId))
                .map(Listed::personal)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot find resource " + resourceId + " of " + name + ": it has " + resourceIds()));
    }
}
