package io.kontor.extension.transfer;

import io.kontor.extension.grant.EvidenceKeys;
import io.kontor.extension.grant.GrantGate;
import io.kontor.extension.grant.GrantWorker;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.transfer.spi.flow.DataFlowManager;
import org.eclipse.edc.connector.dataplane.selector.spi.client.DataPlaneClientFactory;
import org.eclipse.edc.connector.dataplane.selector.spi.instance.DataPlaneInstance;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.transaction.datasource.spi.DataSourceRegistry;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.eclipse.edc.web.spi.configuration.context.ControlApiUrl;
import org.jspecify.annotations.Nullable;

/** Wires {@link GrantFlowController} in place of EDC's. */
@Extension("Kontor transfers")
public final class TransferExtension implements ServiceExtension {
    private static final int PRIORITY = 10;
    private static final long SETTLE_MILLIS = 2_000;
    private static final int SETTLE_BATCH = 50;

    @Setting(key = "kontor.dataplane.url", description = "signaling address of the data plane")
    private String dataPlaneUrl;

    @Inject
    private DataFlowManager flows;

    @Inject
    private DataPlaneClientFactory clients;

    @Inject
    private ControlApiUrl controlUrl;

    @Inject
    private GrantGate gate;

    @Inject
    private EvidenceKeys evidenceKeys;

    @Inject
    private ContractNegotiationStore negotiations;

    @Inject
    private DataSourceRegistry dataSources;

    @Inject
    private TransactionContext transactions;

    @Inject
    private Monitor monitor;

    private @Nullable GrantFlowController controller;
    private @Nullable GrantWorker worker;

    @Override
    public String name() {
        return "Kontor transfers";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        DataPlaneInstance instance = DataPlaneInstance.Builder.newInstance()
                .id(DataPlaneLink.ID)
                .url(dataPlaneUrl)
                .build();
        DataPlaneLink link = new DataPlaneLink(() -> clients.createClient(instance), controlUrl.get(), monitor);
        GrantFlowController made = new GrantFlowController(
                gate, evidenceKeys, negotiations, link, new FlowStops(dataSources, transactions));
        flows.register(PRIORITY, made);
        controller = made;
    }

    @Override
    public void start() {
        GrantFlowController made = controller;
        if (made != null) {
            GrantWorker started = new GrantWorker(monitor);
            started.every("settle stops", () -> made.settle(SETTLE_BATCH), SETTLE_MILLIS);
            worker = started;
        }
    }

    @Override
    public void shutdown() {
        if (worker != null) {
            worker.close();
        }
    }
}
