package io.kontor.app.portal;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerQuestion;
import io.kontor.app.ledger.Records;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The button of each row that asks the ledger itself: a page, or with scripts one line in the row. */
@Controller
class AskController {

    private final LedgerQuestion question;
    private final Records records;

    AskController(LedgerQuestion question, Records records) {
        this.question = question;
        this.records = records;
    }

    @GetMapping("/ask")
    String page(@RequestParam String key, @AuthenticationPrincipal Account account, Model model) {
        model.addAttribute("answer", question.ask(account, key));
        model.addAttribute("history", records.history(key));
        return "ask";
    }

    @GetMapping("/ask/answer")
    String line(@RequestParam String key, @AuthenticationPrincipal Account account, Model model) {
        model.addAttribute("answer", question.ask(account, key));
        return "ask :: inline";
    }
}
