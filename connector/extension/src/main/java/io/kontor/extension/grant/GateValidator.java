package io.kontor.extension.grant;

import org.eclipse.edc.connector.controlplane.contract.spi.policy.TransferProcessPolicyContext;
import org.eclipse.edc.policy.engine.spi.PolicyValidatorRule;
import org.eclipse.edc.policy.model.Policy;

/**
 * Asks the gate when a transfer request arrives, so that it is refused before any process exists. Where the ledger does not answer, nothing is
 * refused for good: the start asks again, and waits until the ledger answers.
 */
final class GateValidator implements PolicyValidatorRule<TransferProcessPolicyContext> {
    private final GrantGate gate;

    GateValidator(GrantGate gate) {
        this.gate = gate;
    }

    @Override
    public Boolean apply(Policy policy, TransferProcessPolicyContext context) {
        try {
            gate.require(context.contractAgreement());
            return true;
        } catch (GateClosedException e) {
            if (e.why() == GateClosedException.Cause.LEDGER_AWAY) {
                return true;
            }
            context.reportProblem(String.valueOf(e.getMessage()));
            return false;
        }
    }

    @Override
    public String name() {
        return "Active grant";
    }
}
