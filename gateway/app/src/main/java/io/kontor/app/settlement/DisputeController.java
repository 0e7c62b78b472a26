package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.Confirmation;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Disputing a call, and deciding a dispute. */
@Controller
class DisputeController {

    private final DisputeActions actions;
    private final Confirmation confirmation;

    DisputeController(DisputeActions actions, Confirmation confirmation) {
        this.actions = actions;
        this.confirmation = confirmation;
    }

    @GetMapping("/settlements/dispute/{logId}/{index:\\d{1,15}}")
    String raise(
            @PathVariable String logId,
            @PathVariable long index,
            @AuthenticationPrincipal Account account,
            Model model) {
        Binding.Links links =
                new Binding.Links("/settlements/dispute/" + logId + "/" + index, "/calls/" + logId + "/" + index);
        return confirmation.ask(
                model,
                Binding.of(
                        "settlement.dispute",
                        "log/" + logId,
                        actions.document(account, logId, index),
                        links,
                        Binding.Field.sentence("ground")));
    }

    @PostMapping("/settlements/dispute/{logId}/{index:\\d{1,15}}")
    String raised(
            @PathVariable String logId,
            @PathVariable long index,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        return confirmation.submit(
                account, form, actions.raise(account, logId, index, form.getOrDefault("ground", "")));
    }

    @GetMapping("/settlements/disputes/{disputeId}/{verb:uphold|dismiss}")
    String decide(
            @PathVariable String disputeId,
            @PathVariable String verb,
            @AuthenticationPrincipal Account account,
            Model model) {
        Dispute dispute = actions.dispute(account, disputeId);
        Binding.Links links = new Binding.Links(
                "/settlements/disputes/" + disputeId + "/" + verb,
                "/settlements/" + dispute.orderId() + "/" + dispute.period());
        return confirmation.ask(
                model,
                Binding.of(
                        "settlement." + verb,
                        "dispute/" + disputeId,
                        Binding.Document.of(DisputeCodec.toJson(dispute)),
                        links,
                        Binding.Field.sentence("decision")));
    }

    @PostMapping("/settlements/disputes/{disputeId}/{verb:uphold|dismiss}")
    String decided(
            @PathVariable String disputeId,
            @PathVariable String verb,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        return confirmation.submit(
                account,
                form,
                actions.resolve(account, disputeId, "uphold".equals(verb), form.getOrDefault("decision", "")));
    }
}
