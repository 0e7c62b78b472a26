package io.kontor.extension.policy;

import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.observe.ContractNegotiationListener;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.controlplane.contract.spi.types.negotiation.ContractNegotiation;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.web.spi.exception.InvalidRequestException;

/**
 * Compiles the terms wherever a negotiation enters: at the consumer's request, at the provider when it arrives, and at the consumer when the
 * agreement arrives. All three run in the transaction of the state change, so a refusal leaves nothing behind.
 */
final class NegotiationTermsListener implements ContractNegotiationListener {
    @Override
    public void initiated(ContractNegotiation negotiation) {
        requireTerms(negotiation, ContractNegotiation.Type.CONSUMER);
    }

    @Override
    public void requested(ContractNegotiation negotiation) {
        requireTerms(negotiation, ContractNegotiation.Type.PROVIDER);
    }

    @Override
    public void agreed(ContractNegotiation negotiation) {
        ContractAgreement agreement = negotiation.getContractAgreement();
        if (negotiation.getType() == ContractNegotiation.Type.CONSUMER && agreement != null) {
            requireTerms(negotiation, agreement.getPolicy());
        }
    }

    private static void requireTerms(ContractNegotiation negotiation, ContractNegotiation.Type side) {
        if (negotiation.getType() == side && negotiation.getLastContractOffer() != null) {
            requireTerms(negotiation, negotiation.getLastContractOffer().getPolicy());
        }
    }

    private static void requireTerms(ContractNegotiation negotiation, Policy policy) {
        try {
            OdrlTermsCompiler.compile(policy);
        } catch (TermsRefusedException e) {
            throw new InvalidRequestException("Cannot negotiate " + policy.getTarget() + " with "
                    + negotiation.getCounterPartyId() + ": " + e.getMessage());
        }
    }
}
