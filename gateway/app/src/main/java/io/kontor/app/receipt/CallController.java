package io.kontor.app.receipt;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.mirror.MirrorReports;
import io.kontor.app.page.Csv;
import io.kontor.app.page.ListPage;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.ProblemException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of calls: list with totals, and one call. */
@Controller
class CallController {

    private final CallQueries queries;
    private final CallTotals totals;
    private final MirrorReports mirrors;
    private final ReadScopes scopes;
    private final CallChart chart;

    CallController(CallQueries queries, CallTotals totals, MirrorReports mirrors, ReadScopes scopes, CallChart chart) {
        this.queries = queries;
        this.totals = totals;
        this.mirrors = mirrors;
        this.scopes = scopes;
        this.chart = chart;
    }

    @GetMapping("/calls")
    String list(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account, Model model) {
        ReadScope scope = scopes.of(account);
        ListRequest request = ListRequest.of(parameters);
        CallTotals.Totals sums = totals.of(scope, request);
        model.addAttribute(
                "list", new ListPage<>("/calls", request, CallQueries.DEFAULT_SORT, queries.page(scope, request)));
        model.addAttribute("totals", sums);
        model.addAttribute("byOutcome", sums.byOutcome());
        model.addAttribute("logs", mirrors.of(scope));
        model.addAttribute("chart", chart.of(sums));
        return "receipt/list";
    }

    @GetMapping("/calls.csv")
    ResponseEntity<String> export(
            @RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account) {
        return Csv.answer(
                "calls.csv", CallCsv.of(queries.all(scopes.of(account), ListRequest.of(parameters), Csv.ROWS_MAX)));
    }

    @GetMapping("/calls/{logId}/{index:\\d{1,15}}")
    String one(
            @PathVariable String logId,
            @PathVariable long index,
            @AuthenticationPrincipal Account account,
            Model model) {
        ReadScope scope = scopes.of(account);
        CallRow call = queries.find(scope, logId, index)
                .orElseThrow(() -> ProblemException.notFound("receipt", logId + "/" + index));
        model.addAttribute("call", call);
        model.addAttribute("others", queries.ofCall(scope, call));
        model.addAttribute(
                "logs",
                mirrors.of(scope).stream()
                        .filter(log -> log.logId().equals(logId))
                        .toList());
        return "receipt/show";
    }
}
