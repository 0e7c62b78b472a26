package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Credential;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The usage terms of a grant in our own canonical form; their hash is what people countersign. They are frozen.
 *
 * @param resourceId the one resource
 * @param scenarioId the only purpose
 * @param actions allowed actions, ascending, at least one
 * @param users named users, at least one
 * @param applications named applications, at least one
 * @param window half-open window of use
 * @param fields data items that may leave, in order; empty for documents
 * @param duties duties at each release, ascending
 * @param prohibitions prohibitions, ascending
 * @param consent whether a release needs a one-shot consent
 * @param viewing bounds of one viewing
 * @param bounds time of day, weekdays, rates, bytes and records, where they are bounded
 */
public record GrantTerms(
        String resourceId,
        String scenarioId,
        List<ActionTerms> actions,
        List<Credential> users,
        List<Credential> applications,
        TimeWindow window,
        List<String> fields,
        List<Duty> duties,
        List<Prohibition> prohibitions,
        ConsentRule consent,
        ViewingBounds viewing,
        Optional<UsageBounds> bounds) {

    public GrantTerms {
        Ids.require("resource id", resourceId);
        Ids.require("scenario id", scenarioId);
        actions = Checks.list("actions", actions, 1, 3);
        users = Checks.list("users", users, 1, 200);
        applications = Checks.list("applications", applications, 1, 200);
        fields = Checks.texts("fields", Checks.list("fields", fields, 0, 500), 100);
        duties = Checks.ascending("duties", Checks.list("duties", duties, 0, Duty.values().length));
        prohibitions = Checks.ascending(
                "prohibitions", Checks.list("prohibitions", prohibitions, 0, Prohibition.values().length));
        Checks.ascending("actions", actions.stream().map(ActionTerms::action).toList());
        Checks.distinct("fields", fields, field -> field);
        Checks.distinct("users", users, Credential::fingerprint);
        Checks.distinct("applications", applications, Credential::fingerprint);
        Contradictions.refuse(new Contradictions.Rules(actions, applications, duties, prohibitions, bounds));
    }

    /** Terms without further bounds of use. */
    public GrantTerms(
            String resourceId,
            String scenarioId,
            List<ActionTerms> actions,
            List<Credential> users,
            List<Credential> applications,
            TimeWindow window,
            List<String> fields,
            List<Duty> duties,
            List<Prohibition> prohibitions,
            ConsentRule consent,
            ViewingBounds viewing) {
        this(
                resourceId,
                scenarioId,
                actions,
                users,
                applications,
                window,
                fields,
                duties,
                prohibitions,
                consent,
                viewing,
                Optional.empty());
    }

    /**
     * Why these terms cannot be kept with this data in this city (POL-13).
     *
     * @param sensitiveItems items of the resource that a duty to mask covers
     * @param utcOffsetMinutes offset of the city's calendar from UTC
     */
    public Optional<String> unfulfillable(Collection<String> sensitiveItems, int utcOffsetMinutes) {
        if (bounds.isPresent() && !bounds.get().everOpen(window, utcOffsetMinutes)) {
            return Optional.of("its hours and weekdays leave no moment of its window open");
        }
        if (duties.contains(Duty.WATERMARK) && actions.stream().anyMatch(terms -> terms.action() == Action.PROCESS)) {
            return Optional.of("it has the duty WATERMARK, which the result of PROCESS cannot carry");
        }
        boolean pages = actions.stream().anyMatch(terms -> terms.action() != Action.PROCESS);
        return duties.contains(Duty.MASK) && pages && !sensitiveItems.isEmpty()
                ? Optional.of("it has the duty MASK, which pages and files cannot fulfil for " + sensitiveItems)
                : Optional.empty();
    }
}
