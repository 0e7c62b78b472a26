package io.kontor.extension.policy;

import org.eclipse.edc.connector.controlplane.catalog.spi.policy.CatalogPolicyContext;
import org.eclipse.edc.connector.controlplane.contract.spi.policy.ContractNegotiationPolicyContext;
import org.eclipse.edc.policy.engine.spi.PolicyContext;
import org.eclipse.edc.policy.engine.spi.PolicyEngine;
import org.eclipse.edc.policy.engine.spi.RuleBindingRegistry;
import org.eclipse.edc.policy.model.Permission;

/** Binds every operand and action of the profile in every scope in which it has a function, and in no other (POL-7). */
final class ProfileBinding {
    private final PolicyEngine engine;
    private final RuleBindingRegistry bindings;

    ProfileBinding(PolicyEngine engine, RuleBindingRegistry bindings) {
        this.engine = engine;
        this.bindings = bindings;
    }

    void bind() {
        PolicyScopes.ALL.forEach(this::bind);
        engine.registerPreValidator(CatalogPolicyContext.class, new BuyerValidator<>());
        engine.registerPreValidator(ContractNegotiationPolicyContext.class, new BuyerValidator<>());
    }

    private <C extends PolicyContext> void bind(PolicyScopes.Scope<C> scope) {
        TdsProfile.ruleActions().forEach(action -> bindings.bind(action, scope.name()));
        for (Operand operand : Operand.values()) {
            bindings.bind(operand.iri(), scope.name());
            engine.registerFunction(scope.context(), Permission.class, operand.iri(), new FormFunction<>(operand));
        }
        engine.registerPreValidator(scope.context(), new TermsValidator<>());
    }
}
