package io.kontor.extension.policy;

import jakarta.json.JsonObject;
import java.util.Set;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.observe.ContractNegotiationObservable;
import org.eclipse.edc.connector.controlplane.contract.spi.types.negotiation.ContractRequest;
import org.eclipse.edc.policy.engine.spi.PolicyEngine;
import org.eclipse.edc.policy.engine.spi.RuleBindingRegistry;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.spi.constants.CoreConstants;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.transform.spi.TypeTransformerRegistry;
import org.eclipse.edc.validator.spi.JsonObjectValidatorRegistry;
import org.eclipse.edc.validator.spi.ValidationResult;
import org.eclipse.edc.validator.spi.Violation;

/** Wires the profile into every entrance of a policy. */
@Extension("Kontor policy profile")
public final class PolicyExtension implements ServiceExtension {
    private static final String DSP = "https://w3id.org/dspace/2025/1/";
    private static final String POLICY_DEFINITION = CoreConstants.EDC_NAMESPACE + "PolicyDefinition";

    @Inject
    private PolicyEngine engine;

    @Inject
    private RuleBindingRegistry bindings;

    @Inject
    private JsonObjectValidatorRegistry validators;

    @Inject
    private TypeTransformerRegistry transformers;

    @Inject
    private ContractNegotiationObservable negotiations;

    @Inject
    private Monitor monitor;

    @Override
    public String name() {
        return "Kontor policy profile";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        new ProfileBinding(engine, bindings).bind();
        negotiations.registerListener(new NegotiationTermsListener());
        TypeTransformerRegistry management = transformers.forContext("management-api");
        validators.register(POLICY_DEFINITION, validator(management, CoreConstants.EDC_NAMESPACE + "policy", Set.of()));
        validators.register(
                ContractRequest.CONTRACT_REQUEST_TYPE, validator(management, ContractRequest.POLICY, Set.of()));
        validators.register(DSP + "ContractRequestMessage", validator(management, DSP + "offer", Set.of()));
        validators.register(
                DSP + "ContractAgreementMessage", validator(management, DSP + "agreement", Set.of(DSP + "timestamp")));
        validators.register(DSP + "ContractOfferMessage", PolicyExtension::refuseOffer);
    }

    private PolicyJsonValidator validator(TypeTransformerRegistry transformers, String property, Set<String> besides) {
        return new PolicyJsonValidator(
                property, besides, policy -> transformers.transform(policy, Policy.class), monitor);
    }

    /** Offers come from the catalogue; one sent unasked would leave a row in state OFFERED for ever. */
    private static ValidationResult refuseOffer(JsonObject message) {
        return ValidationResult.failure(
                Violation.violation("Cannot accept an offer: this connector asks for offers itself", "@type"));
    }
}
