package io.kontor.extension.policy;

import org.eclipse.edc.participant.spi.ParticipantAgentPolicyContext;
import org.eclipse.edc.policy.engine.spi.PolicyValidatorRule;
import org.eclipse.edc.policy.model.Policy;

/** An offer is seen and negotiated by the buyer that it names, by nobody else. */
final class BuyerValidator<C extends ParticipantAgentPolicyContext> implements PolicyValidatorRule<C> {
    @Override
    public Boolean apply(Policy policy, C context) {
        String caller = context.participantAgent().getIdentity();
        if (caller != null && caller.equals(policy.getAssignee())) {
            return true;
        }
        context.reportProblem(
                "Cannot offer " + policy.getTarget() + " to " + caller + ": it is for " + policy.getAssignee());
        return false;
    }

    @Override
    public String name() {
        return "Buyer of the offer";
    }
}
