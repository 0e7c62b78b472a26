package io.kontor.app.submission;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one submission: submitted, then committed or refused. It asks again by itself, with or without scripts. */
@Controller
class SubmissionController {

    private final Submissions submissions;

    SubmissionController(Submissions submissions) {
        this.submissions = submissions;
    }

    @GetMapping("/submissions/{id}")
    String page(@PathVariable UUID id, @AuthenticationPrincipal Account account, Model model) {
        model.addAttribute("submission", find(account, id));
        return "submission/show";
    }

    @GetMapping("/submissions/{id}/state")
    String state(@PathVariable UUID id, @AuthenticationPrincipal Account account, Model model) {
        model.addAttribute("submission", find(account, id));
        return "submission/show :: state";
    }

    private Submission find(Account account, UUID id) {
        return submissions.find(account, id).orElseThrow(() -> ProblemException.notFound("submission", id.toString()));
    }
}
