package io.kontor.extension.policy;

import java.util.List;
import org.eclipse.edc.connector.controlplane.catalog.spi.policy.CatalogPolicyContext;
import org.eclipse.edc.connector.controlplane.contract.spi.policy.ContractNegotiationPolicyContext;
import org.eclipse.edc.connector.controlplane.contract.spi.policy.TransferProcessPolicyContext;
import org.eclipse.edc.connector.policy.monitor.spi.PolicyMonitorContext;
import org.eclipse.edc.policy.engine.spi.PolicyContext;

/** EDC's scopes in which the profile is evaluated; the {@code request} scopes ignore their results and are left out. */
final class PolicyScopes {
    static final List<Scope<? extends PolicyContext>> ALL = List.of(
            new Scope<>(CatalogPolicyContext.CATALOG_SCOPE, CatalogPolicyContext.class),
            new Scope<>(ContractNegotiationPolicyContext.NEGOTIATION_SCOPE, ContractNegotiationPolicyContext.class),
            new Scope<>(TransferProcessPolicyContext.TRANSFER_SCOPE, TransferProcessPolicyContext.class),
            new Scope<>(PolicyMonitorContext.POLICY_MONITOR_SCOPE, PolicyMonitorContext.class));

    private PolicyScopes() {}

    /** A scope and the context that is evaluated in it. */
    record Scope<C extends PolicyContext>(String name, Class<C> context) {}
}
