package io.kontor.app.submission;

import io.kontor.app.account.Account;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The two steps of every action in the portal: the page that asks once, and the form that binds. */
@Component
public class Confirmation {

    private final Submissions submissions;

    Confirmation(Submissions submissions) {
        this.submissions = submissions;
    }

    /** The page that asks. */
    public String ask(Model model, Binding binding) {
        model.addAttribute("binding", binding);
        return "submission/confirm";
    }

    /** Submits what the form confirms, and goes to the page of the submission. */
    public String submit(Account account, Map<String, String> form, BindingAction action) {
        Submission begun = submissions.submit(account, form.getOrDefault("idempotencyKey", ""), action);
        return "redirect:/submissions/" + begun.id();
    }
}
