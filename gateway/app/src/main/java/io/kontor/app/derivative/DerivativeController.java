package io.kontor.app.derivative;

import io.kontor.app.account.Account;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.Confirmation;
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

/** The page on which a supplier's officer approves or rejects a derivative; derivatives are shown with their grant. */
@Controller
class DerivativeController {

    private final DerivativeActions actions;
    private final Confirmation confirmation;

    DerivativeController(DerivativeActions actions, Confirmation confirmation) {
        this.actions = actions;
        this.confirmation = confirmation;
    }

    @GetMapping("/grants/derivatives/{derivativeId}")
    String one(@PathVariable String derivativeId, @AuthenticationPrincipal Account account) {
        return "redirect:/grants/" + actions.derivative(account, derivativeId).grantId() + "#derivatives";
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
        return confirmation.ask(
                model,
                Binding.of(
                        "grant.derivative." + verb,
                        "derivative/" + derivativeId,
                        Binding.Document.of(DerivativeCodec.toJson(derivative)),
                        links,
                        Binding.Field.sentence("reason")));
    }

    @PostMapping("/grants/derivatives/{derivativeId}/{verb:approve|reject}")
    String decide(
            @PathVariable String derivativeId,
            @PathVariable String verb,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        return confirmation.submit(
                account,
                form,
                DerivativeActions.decide(
                        actions.derivative(account, derivativeId), verb, form.getOrDefault("reason", "")));
    }
}
