package io.kontor.extension.grant;

import io.kontor.extension.ledger.GrantBook;
import io.kontor.extension.ledger.LedgerChanges;
import java.time.Clock;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.contract.spi.policy.TransferProcessPolicyContext;
import org.eclipse.edc.connector.controlplane.services.spi.transferprocess.TransferProcessService;
import org.eclipse.edc.policy.engine.spi.PolicyEngine;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provides;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.security.Vault;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.transaction.datasource.spi.DataSourceRegistry;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.eclipse.edc.web.spi.WebService;
import org.eclipse.edc.web.spi.configuration.ApiContext;
import org.jspecify.annotations.Nullable;

/** Wires outbox, gate and warden. */
@Extension("Kontor grants")
@Provides({GrantGate.class, EvidenceKeys.class})
public final class GrantExtension implements ServiceExtension {
    private static final long SWEEP_MILLIS = 15_000;
    private static final long RECONCILE_MILLIS = 30_000;

    @Setting(key = "kontor.polling-ms", description = "pause of the worker when idle", defaultValue = "1000")
    private long pollingMillis;

    @Inject
    private GrantBook grants;

    @Inject
    private LedgerChanges changes;

    @Inject
    private PolicyEngine policies;

    @Inject
    private ContractNegotiationStore negotiations;

    @Inject
    private TransferProcessService transfers;

    @Inject
    private DataSourceRegistry dataSources;

    @Inject
    private TransactionContext transactions;

    @Inject
    private WebService web;

    @Inject
    private Vault vault;

    @Inject
    private Clock clock;

    @Inject
    private Monitor monitor;

    private @Nullable GrantWorker worker;

    @Override
    public String name() {
        return "Kontor grants";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        GrantGate gate = new GrantGate(grants);
        context.registerService(GrantGate.class, gate);
        context.registerService(EvidenceKeys.class, new EvidenceKeys(vault));
        policies.registerPreValidator(TransferProcessPolicyContext.class, new GateValidator(gate));
        GrantOutbox outbox = new GrantOutbox(dataSources, transactions);
        web.registerResource(ApiContext.MANAGEMENT, new AgreementResource(live(), outbox, grants));
    }

    @Override
    public void start() {
        GrantOutbox outbox = new GrantOutbox(dataSources, transactions);
        GrantProposer proposer = new GrantProposer(
                new GrantProposer.Sources(grants, negotiations, clock, monitor), outbox, new EvidenceKeys(vault));
        TransferWarden warden =
                new TransferWarden(new TransferWarden.Sources(grants, clock, monitor), live(), transfers);
        changes.onChange(warden::written);
        GrantWorker started = new GrantWorker(monitor);
        started.every("find finalised negotiations", outbox::reconcile, RECONCILE_MILLIS);
        started.every("propose grants", proposer::run, pollingMillis);
        started.every("follow changed grants", warden::follow, pollingMillis);
        started.every("sweep transfers", warden::sweep, SWEEP_MILLIS);
        worker = started;
    }

    @Override
    public void shutdown() {
        if (worker != null) {
            worker.close();
        }
    }

    private LiveTransfers live() {
        return new LiveTransfers(transfers, negotiations, transactions);
    }
}
