package io.kontor.app.derivative;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.BindingAction;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.json.JsonObject;
import org.springframework.stereotype.Component;

/** Builds the supplier's decision on a derivative (DRV-3). */
@Component
class DerivativeActions {

    private final Derivatives derivatives;
    private final ReadScopes scopes;

    DerivativeActions(Derivatives derivatives, ReadScopes scopes) {
        this.derivatives = derivatives;
        this.scopes = scopes;
    }

    /** The derivative, if the account may read it. */
    Derivative derivative(Account account, String derivativeId) {
        return derivatives
                .find(scopes.of(account), derivativeId)
                .map(DerivativeLine::derivative)
                .orElseThrow(() -> ProblemException.notFound("derivative", derivativeId));
    }

    /**
     * The decision. It names the digest of the result that is on record, so that no other is approved.
     *
     * @param verb approve or reject
     */
    static BindingAction decide(Derivative derivative, String verb, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("derivativeId", derivative.derivativeId())
                .put("digest", derivative.digest().hex())
                .put("reason", Binding.sentence("derivative " + derivative.derivativeId(), "reason", reason))
                .build();
        return new BindingAction("derivative:" + verb, "grant/" + derivative.grantId(), argument);
    }
}
