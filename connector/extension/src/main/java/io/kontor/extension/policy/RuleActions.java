package io.kontor.extension.policy;

import org.eclipse.edc.policy.model.Action;
import org.eclipse.edc.policy.model.Rule;

/** The action of a rule, which must be a bare name: no refinement, no inclusion. */
final class RuleActions {
    private RuleActions() {}

    static String iri(Rule rule) throws TermsRefusedException {
        Action action = rule.getAction();
        if (action == null || action.getType() == null) {
            throw new TermsRefusedException("a rule has no action");
        }
        if (action.getConstraint() != null || action.getIncludedIn() != null) {
            throw new TermsRefusedException("action " + action.getType() + " is refined");
        }
        return action.getType();
    }
}
