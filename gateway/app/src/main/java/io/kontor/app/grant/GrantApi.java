package io.kontor.app.grant;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.SubmissionApi;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The actions on a grant over REST (REST-6). Reading is the record API's. */
@RestController
class GrantApi {

    private final GrantActions actions;
    private final SubmissionApi submissions;

    GrantApi(GrantActions actions, SubmissionApi submissions) {
        this.actions = actions;
        this.submissions = submissions;
    }

    @PostMapping("/api/v1/grants/{grantId}/{verb:sign|refuse|suspend|resume|terminate}")
    ResponseEntity<?> act(
            @PathVariable String grantId,
            @PathVariable String verb,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody GrantActionRequest request,
            @AuthenticationPrincipal Account account) {
        var grant = actions.grant(account, grantId);
        GrantVerb chosen = GrantVerb.of(verb).orElseThrow(() -> ProblemException.notFound("action", verb));
        if (chosen == GrantVerb.SIGN || chosen == GrantVerb.REFUSE) {
            actions.requireTerms(grant, request.termsHash().orElse(""));
        }
        return submissions.submit(
                account,
                idempotencyKey,
                actions.action(grant, chosen, request.reason().orElse("")));
    }

    /**
     * What an action needs.
     *
     * @param termsHash hash of the terms that the caller agreed to or refused; needed to sign and to refuse
     * @param reason needed for all but signing
     */
    record GrantActionRequest(Optional<String> termsHash, Optional<String> reason) {}
}
