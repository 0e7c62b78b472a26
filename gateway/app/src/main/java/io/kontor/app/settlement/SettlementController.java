package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.ledger.Records;
import io.kontor.app.page.Csv;
import io.kontor.app.page.ListPage;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.ProblemException;
import io.kontor.app.settlement.SettlementActions.Period;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.Confirmation;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.SettlementStatus;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of settlement: list, one period, and what its officers sign. */
@Controller
class SettlementController {

    private static final String VERBS = "{verb:close|calculate|confirm|enforce|pay|notice|treasury}";

    private final SettlementQueries queries;
    private final SettlementActions actions;
    private final ReadScopes scopes;
    private final Records records;
    private final Confirmation confirmation;

    SettlementController(
            SettlementQueries queries,
            SettlementActions actions,
            ReadScopes scopes,
            Records records,
            Confirmation confirmation) {
        this.queries = queries;
        this.actions = actions;
        this.scopes = scopes;
        this.records = records;
        this.confirmation = confirmation;
    }

    @GetMapping("/settlements")
    String list(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account, Model model) {
        ListRequest request = ListRequest.of(parameters);
        model.addAttribute(
                "list",
                new ListPage<>(
                        "/settlements",
                        request,
                        SettlementQueries.DEFAULT_SORT,
                        queries.page(scopes.of(account), request)));
        model.addAttribute("statuses", SettlementStatus.values());
        return "settlement/list";
    }

    @GetMapping("/settlements.csv")
    ResponseEntity<String> export(
            @RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account) {
        return Csv.answer(
                "settlements.csv",
                SettlementCsv.of(queries.all(scopes.of(account), ListRequest.of(parameters), Csv.ROWS_MAX)));
    }

    @GetMapping("/settlements/{orderId}/{period:\\d{1,7}}")
    String one(
            @PathVariable String orderId,
            @PathVariable int period,
            @AuthenticationPrincipal Account account,
            Model model) {
        ReadScope scope = scopes.of(account);
        SettlementRow row = queries.find(scope, orderId, period)
                .orElseThrow(() -> ProblemException.notFound("settlement", orderId + "/" + period));
        model.addAttribute("row", row);
        model.addAttribute("verbs", actions.offered(account, row));
        model.addAttribute("counts", CountLine.of(row.settlement()));
        model.addAttribute("missing", MissingLine.of(queries.differences(scope, orderId, period)));
        List<DisputeLine> disputes = queries.disputes(scope, orderId, period).stream()
                .map(DisputeLine::of)
                .toList();
        model.addAttribute("disputes", disputes);
        model.addAttribute("credits", credits(queries.credits(scope, orderId), period, disputes));
        model.addAttribute("history", records.history(row.source().key()));
        return "settlement/show";
    }

    /** Credit notes that stand in the period, or that correct it. */
    private static List<CreditNote> credits(List<CreditNote> all, int period, List<DisputeLine> disputes) {
        return all.stream()
                .filter(credit -> credit.period() == period
                        || disputes.stream()
                                .anyMatch(line -> line.dispute().disputeId().equals(credit.disputeId())))
                .toList();
    }

    @GetMapping("/settlements/{orderId}/{period:\\d{1,7}}/" + VERBS)
    String confirm(
            @PathVariable String orderId,
            @PathVariable int period,
            @PathVariable String verb,
            @AuthenticationPrincipal Account account,
            Model model) {
        SettlementVerb chosen = verb(verb);
        Period which = new Period(orderId, period);
        Binding.Document document = actions.document(account, which, chosen);
        Binding.Links links = new Binding.Links(which.page() + "/" + verb, which.page());
        return confirmation.ask(model, Binding.of("settlement." + verb, which.key(), document, links, chosen.fields()));
    }

    @PostMapping("/settlements/{orderId}/{period:\\d{1,7}}/" + VERBS)
    String act(
            @PathVariable String orderId,
            @PathVariable int period,
            @PathVariable String verb,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        SettlementVerb chosen = verb(verb);
        Period which = new Period(orderId, period);
        actions.requireShown(account, which, chosen, form.getOrDefault("hash", ""));
        return confirmation.submit(
                account, form, actions.action(account, which, chosen, form.getOrDefault(chosen.field(), "")));
    }

    private static SettlementVerb verb(String word) {
        return SettlementVerb.of(word).orElseThrow(() -> ProblemException.notFound("action", word));
    }
}
