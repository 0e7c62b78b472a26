package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.Submission;
import io.kontor.app.submission.Submissions;
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
    private final Submissions submissions;

    DisputeController(DisputeActions actions, Submissions submissions) {
        this.actions = actions;
        this.submissions = submissions;
    }

    @GetMapping("/settlements/dispute/{logId}/{index:\\d{1,15}}")
    String raise(
            @PathVariable String logId,
            @PathVariable long index,
            @AuthenticationPrincipal Account account,
            Model model) {
        Binding.Links links =
                new Binding.Links("/settlements/dispute/" + logId + "/" + index, "/calls/" + logId + "/" + index);
        model.addAttribute(
                "binding",
                Binding.of(
                        "settlement.dispute",
                        "log/" + logId,
                        actions.document(account, logId, index),
                        links,
                        Binding.Field.sentence("ground")));
        return "submission/confirm";
    }

    @PostMapping("/settlements/dispute/{logId}/{index:\\d{1,15}}")
    String raised(
            @PathVariable String logId,
            @PathVariable long index,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        Submission begun = submissions.submit(
                account,
                form.getOrDefault("idempotencyKey", ""),
                actions.raise(account, logId, index, form.getOrDefault("ground", "")));
        return "redirect:/submissions/" + begun.id();
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
        model.addAttribute(
                "binding",
                Binding.of(
                        "settlement." + verb,
                        "dispute/" + disputeId,
                        Binding.Document.of(DisputeCodec.toJson(dispute)),
                        links,
                        Binding.Field.sentence("decision")));
        return "submission/confirm";
    }

    @PostMapping("/settlements/disputes/{disputeId}/{verb:uphold|dismiss}")
    String decided(
            @PathVariable String disputeId,
            @PathVariable String verb,
            @RequestParam Map<String, String> form,
            @AuthenticationPrincipal Account account) {
        Submission begun = submissions.submit(
                account,
                form.getOrDefault("idempotencyKey", ""),
                actions.resolve(account, disputeId, "uphold".equals(verb), form.getOrDefault("decision", "")));
        return "redirect:/submissions/" + begun.id();
    }
}
