package io.kontor.model.grant;

import io.kontor.model.id.Checks;

/**
 * Terms of one action.
 *
 * @param action the action
 * @param limit units allowed over the life of the grant, at least 1
 */
public record ActionTerms(Action action, long limit) {

    public ActionTerms {
        Checks.range("limit", limit, 1, Checks.MAX);
    }
}
