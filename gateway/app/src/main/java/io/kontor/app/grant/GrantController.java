package io.kontor.app.grant;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.page.Csv;
import io.kontor.app.page.ListPage;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.Confirmation;
import io.kontor.model.grant.DeletionStatus;
import io.kontor.model.grant.GrantStatus;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of grants: list, one grant, and what its officers sign. */
@Controller
class GrantController {

    private final GrantQueries queries;
    private final GrantActions actions;
    private final ReadScopes scopes;
    private final GrantDossier dossier;
    private final Confirmation confirmation;

    GrantController(
            GrantQueries queries,
            GrantActions actions,
            ReadScopes scopes,
            GrantDossier dossier,
            Confirmation confirmation) {
        this.queries = queries;
        this.actions = actions;
        this.scopes = scopes;
        this.dossier = dossier;
        this.confirmation = confirmation;
    }

    @GetMapping("/grants")
    String list(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account, Model model) {
        ListRequest request = ListRequest.of(parameters);
        model.addAttribute(
                "list",
                new ListPage<>(
                        "/grants", request, GrantQueries.DEFAULT_SORT, queries.page(scopes.of(account), request)));
        model.addAttribute("statuses", GrantStatus.values());
        model.addAttribute("deletions", DeletionStatus.values());
        return "grant/list";
    }

    @GetMapping("/grants.csv")
    ResponseEntity<String> export(
            @RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account) {
        return Csv.answer(
                "grants.csv", GrantCsv.of(queries.all(scopes.of(account), ListRequest.of(parameters), Csv.ROWS_MAX)));
    }

    @GetMapping("/grants/{grantId}")
    String one(@PathVariable String grantId, @AuthenticationPrincipal Account account, Model model) {
        ReadScope scope = scopes.of(account);
        GrantRow row = queries.find(scope, grantId).orElseThrow(() -> ProblemException.notFound("grant", grantId));
        model.addAttribute("row", row);
        model.addAttribute("terms", GrantActions.terms(row.grant()));
        model.addAttribute(
                "verbs",
                actions.offered(account, row.grant()).stream()
                        .map(GrantVerb::word)
                        .toList());
        model.addAttribute("file", dossier.of(scope, grantId));
        return "grant/show";
    }

    @GetMapping("/grants/{grantId}/{verb:sign|refuse|suspend|resume|terminate}")
    String confirm(
            @PathVariable String grantId,
            @PathVariable String verb,
            @AuthenticationPrincipal Account account,
            Model model) {
        GrantVerb chosen = verb(verb);
        String page = "/grants/" + grantId;
        return confirmation.ask(
                model,
                Binding.of(
                        "grant." + verb,
                        "grant/" + grantId,
                        GrantActions.terms(actions.grant(account, grantId)),
                        new Binding.Links(page + "/" + verb, page),
                        chosen.needsReason()
                                ? new Binding.Field[] {Binding.Field.sentence("reason")}
                                : new Binding.Field[0]));
    }

    @PostMapping("/grants/{grantId}/{verb:sign|refuse|suspend|resume|terminate}")
    String act(
            @PathVariable String grantId,
            @PathVariable String verb,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        var grant = actions.grant(account, grantId);
        actions.requireTerms(grant, form.getOrDefault("hash", ""));
        return confirmation.submit(account, form, actions.action(grant, verb(verb), form.getOrDefault("reason", "")));
    }

    private static GrantVerb verb(String word) {
        return GrantVerb.of(word).orElseThrow(() -> ProblemException.notFound("action", word));
    }
}
