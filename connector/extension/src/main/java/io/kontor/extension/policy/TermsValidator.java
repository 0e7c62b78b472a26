package io.kontor.extension.policy;

import org.eclipse.edc.policy.engine.spi.PolicyContext;
import org.eclipse.edc.policy.engine.spi.PolicyValidatorRule;
import org.eclipse.edc.policy.model.Policy;

/** Compiles a policy before EDC's engine evaluates it: the engine drops what is not bound and would let it pass. */
final class TermsValidator<C extends PolicyContext> implements PolicyValidatorRule<C> {
    @Override
    public Boolean apply(Policy policy, C context) {
        try {
            OdrlTermsCompiler.compile(policy);
            return true;
        } catch (TermsRefusedException e) {
            context.reportProblem("Cannot use policy of " + policy.getTarget() + ": " + e.getMessage());
            return false;
        }
    }

    @Override
    public String name() {
        return "Terms of the profile";
    }
}
