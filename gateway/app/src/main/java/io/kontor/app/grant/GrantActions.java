package io.kontor.app.grant;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.BindingAction;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantTermsCodec;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Builds the actions on a grant for somebody who may read it. */
@Component
class GrantActions {

    private final GrantQueries queries;
    private final ReadScopes scopes;

    GrantActions(GrantQueries queries, ReadScopes scopes) {
        this.queries = queries;
        this.scopes = scopes;
    }

    /** What the page offers to the account. */
    List<GrantVerb> offered(Account account, Grant grant) {
        return account.identity() == null
                ? List.of()
                : Stream.of(GrantVerb.values())
                        .filter(verb -> verb.fits(account, grant))
                        .toList();
    }

    Grant grant(Account account, String grantId) {
        return queries.find(scopes.of(account), grantId)
                .map(GrantRow::grant)
                .orElseThrow(() -> ProblemException.notFound("grant", grantId));
    }

    /** The action; one that needs a reason is refused without. */
    BindingAction action(Grant grant, GrantVerb verb, String reason) {
        String text = verb.needsReason() ? Binding.sentence("grant " + grant.grantId(), "reason", reason) : "";
        return new BindingAction(verb.function(), "grant/" + grant.grantId(), verb.argument(grant, text));
    }

    /** Refuses to let anybody sign terms whose hash is not the one on record, or another one than was shown. */
    void requireTerms(Grant grant, String shownHash) {
        String computed = terms(grant).hash();
        if (!computed.equals(grant.termsHash().hex()) || !computed.equals(shownHash)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "TERMS_HASH",
                    "Cannot sign grant " + grant.grantId() + ": its terms hash to " + computed + ", the ledger has "
                            + grant.termsHash().hex() + " and you were shown " + shownHash);
        }
    }

    /** The terms, word for word, with the hash computed here. */
    static Binding.Document terms(Grant grant) {
        return Binding.Document.of(GrantTermsCodec.toJson(grant.terms()));
    }
}
