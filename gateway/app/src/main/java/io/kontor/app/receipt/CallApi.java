package io.kontor.app.receipt;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.page.ListRequest;
import io.kontor.app.page.ProblemException;
import io.kontor.app.page.Slice;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Receipts over REST (REST-7). */
@RestController
class CallApi {

    private final CallQueries queries;
    private final ReadScopes scopes;

    CallApi(CallQueries queries, ReadScopes scopes) {
        this.queries = queries;
        this.scopes = scopes;
    }

    @GetMapping("/api/v1/receipts")
    Slice<CallRow> list(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account) {
        return queries.page(scopes.of(account), ListRequest.of(parameters));
    }

    @GetMapping("/api/v1/receipts/{logId}/{index:\\d{1,15}}")
    CallRow one(@PathVariable String logId, @PathVariable long index, @AuthenticationPrincipal Account account) {
        return queries.find(scopes.of(account), logId, index)
                .orElseThrow(() -> ProblemException.notFound("receipt", logId + "/" + index));
    }
}
