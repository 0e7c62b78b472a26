package io.kontor.extension.offer;

import org.eclipse.edc.connector.controlplane.services.spi.asset.AssetService;
import org.eclipse.edc.connector.controlplane.services.spi.contractdefinition.ContractDefinitionService;
import org.eclipse.edc.connector.controlplane.services.spi.policydefinition.PolicyDefinitionService;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.eclipse.edc.web.spi.WebService;
import org.eclipse.edc.web.spi.configuration.ApiContext;

/** Wires {@link OfferResource} into the management API. */
@Extension("Kontor offers")
public final class OfferExtension implements ServiceExtension {
    @Setting(key = "kontor.participant-id", description = "member that this connector acts for")
    private String participantId;

    @Inject
    private AssetService assets;

    @Inject
    private PolicyDefinitionService policies;

    @Inject
    private ContractDefinitionService definitions;

    @Inject
    private TransactionContext transactions;

    @Inject
    private WebService web;

    @Override
    public String name() {
        return "Kontor offers";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        OfferPublisher publisher = new OfferPublisher(
                new OfferPublisher.Services(assets, policies, definitions), transactions, participantId);
        web.registerResource(ApiContext.MANAGEMENT, new OfferResource(publisher));
    }
}
