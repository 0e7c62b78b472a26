package io.kontor.app.derivative;

import io.kontor.app.account.Account;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.Submission;
import io.kontor.app.submission.Submissions;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a supplier's officer approves or rejects a derivative; derivatives are listed with their grant. */
@Controller
class DerivativeController {

    private final DerivativeActions actions;
    private final Submissions submissions;

    DerivativeController(DerivativeActions actions, Submissions submissions) {
        this.actions = actions;
        this.submissions = submissions;
    }

    @GetMapping("/grants/derivatives/{derivativeId}/{verb:approve|reject}")
    String confirm(
            @PathVariable String derivativeId,
            @PathVariable String verb,
            @AuthenticationPrincipal Account account,
            Model model) {
        Derivative derivative = actions.derivative(account, derivativeId);
        Binding.Links links = new Binding.Links(
                "/grants/derivatives/" + derivativeId + "/" + verb, "/grants/" + derivative.grantId());
        model.addAttribute(
                "binding",
                Binding.of(
                        "grant.derivative." + verb,
                        "derivative/" + derivativeId,
                        Binding.Document.of(DerivativeCodec.toJson(derivative)),
                        links,
                        Binding.Field.sentence("reason")));
        return "submission/confirm";
    }

    @PostMapping("/grants/derivatives/{derivativeId}/{verb:approve|reject}")
    String decide(
            @PathVariable String derivativeId,
            @PathVariable String verb,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        Submission begun = submissions.submit(
                account,
                form.getOrDefault("idempotencyKey", ""),
                DerivativeActions.decide(
                        actions.derivative(account, derivativeId), verb, form.getOrDefault("reason", "")));
        return "redirect:/submissions/" + begun.id();
    }
}
