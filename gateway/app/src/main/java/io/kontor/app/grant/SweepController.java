package io.kontor.app.grant;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerRecord;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.ledger.Records;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.BindingAction;
import io.kontor.app.submission.Confirmation;
import io.kontor.app.submission.SubmissionApi;
import io.kontor.model.json.JsonObject;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding the overdue deletions (GRT-8), over REST and from the page of a grant whose deletion is due. */
@Controller
class SweepController {

    private final GrantActions actions;
    private final Records records;
    private final ReadScopes scopes;
    private final Confirmation confirmation;
    private final SubmissionApi api;

    SweepController(
            GrantActions actions, Records records, ReadScopes scopes, Confirmation confirmation, SubmissionApi api) {
        this.actions = actions;
        this.records = records;
        this.scopes = scopes;
        this.confirmation = confirmation;
        this.api = api;
    }

    @PostMapping("/api/v1/deletions/sweep")
    ResponseEntity<?> sweep(
            @RequestHeader("Idempotency-Key") String idempotencyKey, @AuthenticationPrincipal Account account) {
        return api.submit(account, idempotencyKey, action("deletions"));
    }

    @GetMapping("/grants/{grantId}/sweep")
    String confirm(@PathVariable String grantId, @AuthenticationPrincipal Account account, Model model) {
        String key = "deletion/" + grantId;
        JsonObject deletion = records.find(scopes.of(account), key)
                .map(LedgerRecord::json)
                .orElseGet(() -> JsonObject.builder().build());
        String page = "/grants/" + actions.grant(account, grantId).grantId();
        return confirmation.ask(
                model,
                Binding.of(
                        "grant.sweep", key, Binding.Document.of(deletion), new Binding.Links(page + "/sweep", page)));
    }

    @PostMapping("/grants/{grantId}/sweep")
    String swept(
            @PathVariable String grantId,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        String target = "grant/" + actions.grant(account, grantId).grantId();
        return confirmation.submit(account, form, action(target));
    }

    private static BindingAction action(String target) {
        return new BindingAction("grant:sweep", target, JsonObject.builder().build());
    }
}
