package io.kontor.app.receipt;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerRecord;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.ledger.Records;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.BindingAction;
import io.kontor.app.submission.Confirmation;
import io.kontor.app.submission.SubmissionApi;
import io.kontor.model.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Writing off an instance that never comes back (LEASE-3), over REST and from the list of logs. */
@Controller
class WriteOffController {

    private final Records records;
    private final ReadScopes scopes;
    private final Confirmation confirmation;
    private final SubmissionApi api;

    WriteOffController(Records records, ReadScopes scopes, Confirmation confirmation, SubmissionApi api) {
        this.records = records;
        this.scopes = scopes;
        this.confirmation = confirmation;
        this.api = api;
    }

    @PostMapping("/api/v1/logs/{logId}/write-off")
    ResponseEntity<?> writeOff(
            @PathVariable String logId,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody WriteOffRequest request,
            @AuthenticationPrincipal Account account) {
        return api.submit(
                account, idempotencyKey, action(account, logId, request.reason().orElse("")));
    }

    @GetMapping("/calls/logs/{logId}/write-off")
    String confirm(@PathVariable String logId, @AuthenticationPrincipal Account account, Model model) {
        return confirmation.ask(
                model,
                Binding.of(
                        "receipt.writeOff",
                        "log/" + logId,
                        Binding.Document.of(log(account, logId).json()),
                        new Binding.Links("/calls/logs/" + logId + "/write-off", "/calls"),
                        Binding.Field.sentence("reason")));
    }

    @PostMapping("/calls/logs/{logId}/write-off")
    String writtenOff(
            @PathVariable String logId,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        return confirmation.submit(account, form, action(account, logId, form.getOrDefault("reason", "")));
    }

    private BindingAction action(Account account, String logId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("logId", log(account, logId).json().string("logId"))
                .put("reason", Binding.sentence("write-off of log " + logId, "reason", reason))
                .build();
        return new BindingAction("receipt:writeOff", "write-off/" + logId, argument);
    }

    private LedgerRecord log(Account account, String logId) {
        return records.find(scopes.of(account), "log/" + logId)
                .orElseThrow(() -> ProblemException.notFound("log", logId));
    }

    /** @param reason why the instance never comes back */
    record WriteOffRequest(Optional<String> reason) {}
}
