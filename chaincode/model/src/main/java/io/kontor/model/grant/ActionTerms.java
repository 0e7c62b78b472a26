package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.order.Credential;
import java.util.List;
import java.util.Optional;

/**
 * Terms of one action.
 *
 * @param action the action
 * @param limit units allowed over the life of the grant, at least 1
 * @param applications applications of the grant that may use this action, where not all of them may
 */
public record ActionTerms(Action action, long limit, Optional<List<Credential>> applications) {

    public ActionTerms {
        Checks.range("limit", limit, 1, Checks.MAX);
        applications = applications.map(some -> Checks.list("applications", some, 1, 200));
        applications.ifPresent(some -> Checks.distinct("applications", some, Credential::fingerprint));
    }

    /** An action that all applications of the grant may use. */
    public ActionTerms(Action action, long limit) {
        this(action, limit, Optional.empty());
    }
}
