package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Credential;
import java.util.List;

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
        ViewingBounds viewing) {

    public GrantTerms {
        Ids.require("resource id", resourceId);
        Ids.require("scenario id", scenarioId);
        actions = Checks.list("actions", actions, 1, 3);
        users = Checks.list("users", users, 1, 200);
        applications = Checks.list("applications", applications, 1, 200);
        fields = Checks.texts("fields", Checks.list("fields", fields, 0, 500), 100);
        duties = Checks.ascending("duties", Checks.list("duties", duties, 0, 3));
        prohibitions = Checks.ascending("prohibitions", Checks.list("prohibitions", prohibitions, 0, 1));
        Checks.ascending("actions", actions.stream().map(ActionTerms::action).toList());
        Checks.distinct("fields", fields, field -> field);
        Checks.distinct("users", users, Credential::fingerprint);
        Checks.distinct("applications", applications, Credential::fingerprint);
    }
}
