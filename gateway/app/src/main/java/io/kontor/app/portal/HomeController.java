package io.kontor.app.portal;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.ledger.RecordStates;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page: what waits for the reader. */
@Controller
class HomeController {

    private final JdbcClient jdbc;
    private final ReadScopes scopes;

    HomeController(JdbcClient jdbc, ReadScopes scopes) {
        this.jdbc = jdbc;
        this.scopes = scopes;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal Account account, Model model) {
        ReadScope scope = scopes.of(account);
        model.addAttribute("grants", count(scope, "grant", "true"));
        model.addAttribute(
                "toSign",
                count(
                        scope,
                        "grant",
                        "r.doc ->> 'status' = 'PROPOSED' and not exists (select 1 from"
                                + " jsonb_array_elements(r.doc -> 'signatures') s where s ->> 'participantId' = :own)"
                                + " and :own in (r.doc ->> 'supplier', r.doc ->> 'seller', r.doc ->> 'buyer')",
                        account));
        model.addAttribute("overdue", count(scope, "deletion", RecordStates.ofDeletion("r") + " = 'OVERDUE'"));
        model.addAttribute(
                "toDecide",
                count(
                        scope,
                        "derivative",
                        "r.doc ->> 'status' = 'SUBMITTED' and r.doc ->> 'supplier' = :own",
                        account));
        model.addAttribute("calls", calls(scope, "true"));
        model.addAttribute("denied", calls(scope, "c.kind in ('DENIED', 'SESSION_REFUSED')"));
        model.addAttribute("settlements", count(scope, "settlement", "true"));
        model.addAttribute("toConfirm", count(scope, "settlement", "r.doc ->> 'status' = 'CALCULATED'"));
        return "home";
    }

    /** The part of the top bar that follows the ledger. */
    @GetMapping("/frame/ledger")
    String ledger() {
        return "fragments :: ledger";
    }

    private long count(ReadScope scope, String type, String condition) {
        return count(scope, type, condition, null);
    }

    private long count(ReadScope scope, String type, String condition, @org.jspecify.annotations.Nullable Account own) {
        return jdbc.sql("select count(*) from record r where r.type = :type and " + scope.records("r") + " and "
                        + condition)
                .params(scope.parameters(Map.of("type", type, "own", own == null ? "" : own.participantId())))
                .query(Long.class)
                .single();
    }

    private long calls(ReadScope scope, String condition) {
        return jdbc.sql("select count(*) from receipt c where c.call_id is not null and c.ended_by is null and "
                        + scope.receipts("c") + " and " + condition)
                .params(scope.parameters())
                .query(Long.class)
                .single();
    }
}
