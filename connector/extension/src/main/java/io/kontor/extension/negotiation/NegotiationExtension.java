package io.kontor.extension.negotiation;

import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.services.spi.catalog.CatalogService;
import org.eclipse.edc.connector.controlplane.services.spi.contractnegotiation.ContractNegotiationService;
import org.eclipse.edc.connector.controlplane.services.spi.transferprocess.TransferProcessService;
import org.eclipse.edc.edr.spi.store.EndpointDataReferenceStore;
import org.eclipse.edc.jsonld.spi.JsonLd;
import org.eclipse.edc.participantcontext.single.spi.SingleParticipantContextSupplier;
import org.eclipse.edc.participantcontext.spi.types.ParticipantContext;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.spi.EdcException;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.eclipse.edc.transform.spi.TypeTransformerRegistry;
import org.eclipse.edc.web.spi.WebService;
import org.eclipse.edc.web.spi.configuration.ApiContext;

/** Wires the consumer's resources into the management API. */
@Extension("Kontor negotiations")
public final class NegotiationExtension implements ServiceExtension {
    @Inject
    private CatalogService catalogue;

    @Inject
    private ContractNegotiationService negotiations;

    @Inject
    private ContractNegotiationStore negotiationStore;

    @Inject
    private TransferProcessService transfers;

    @Inject
    private EndpointDataReferenceStore endpoints;

    @Inject
    private SingleParticipantContextSupplier participants;

    @Inject
    private TransactionContext transactions;

    @Inject
    private TypeTransformerRegistry transformers;

    @Inject
    private JsonLd jsonLd;

    @Inject
    private WebService web;

    @Override
    public String name() {
        return "Kontor negotiations";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        ParticipantContext participant =
                participants.get().orElseThrow(failure -> new EdcException(failure.getFailureDetail()));
        CatalogueReader reader =
                new CatalogueReader(catalogue, jsonLd, transformers.forContext("management-api"), participant);
        web.registerResource(ApiContext.MANAGEMENT, new NegotiationResource(reader, negotiations, participant));
        web.registerResource(
                ApiContext.MANAGEMENT,
                new TransferResource(
                        transfers, endpoints, new AgreementDirectory(negotiationStore, transactions), participant));
    }
}
