package io.kontor.app.derivative;

import io.kontor.app.account.Account;
import io.kontor.app.submission.SubmissionApi;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The decision on a derivative over REST (REST-6). Reading is the record API's. */
@RestController
class DerivativeApi {

    private final DerivativeActions actions;
    private final SubmissionApi submissions;

    DerivativeApi(DerivativeActions actions, SubmissionApi submissions) {
        this.actions = actions;
        this.submissions = submissions;
    }

    @PostMapping("/api/v1/derivatives/{derivativeId}/{verb:approve|reject}")
    ResponseEntity<?> decide(
            @PathVariable String derivativeId,
            @PathVariable String verb,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody DecisionRequest request,
            @AuthenticationPrincipal Account account) {
        return submissions.submit(
                account,
                idempotencyKey,
                DerivativeActions.decide(
                        actions.derivative(account, derivativeId),
                        verb,
                        request.reason().orElse("")));
    }

    /**
     * A decision.
     *
     * @param reason why, in a sentence
     */
    record DecisionRequest(Optional<String> reason) {}
}
