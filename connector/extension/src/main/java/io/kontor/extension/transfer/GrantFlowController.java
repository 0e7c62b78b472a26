package io.kontor.extension.transfer;

import io.kontor.extension.grant.EvidenceKeys;
import io.kontor.extension.grant.GateClosedException;
import io.kontor.extension.grant.GrantGate;
import io.kontor.model.grant.Grant;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.eclipse.edc.connector.controlplane.asset.spi.domain.Asset;
import org.eclipse.edc.connector.controlplane.contract.spi.negotiation.store.ContractNegotiationStore;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.controlplane.transfer.spi.flow.DataFlowController;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.DataFlowResponse;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcess;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.spi.response.ResponseStatus;
import org.eclipse.edc.spi.response.StatusResult;
import org.eclipse.edc.spi.types.domain.transfer.DataFlowStartMessage;
import org.eclipse.edc.spi.types.domain.transfer.FlowType;
import org.eclipse.edc.spi.types.domain.transfer.TransferType;

/**
 * Starts and stops flows on the connector's one data plane. EDC's own controller picks a data plane at random at each start and resume, gives
 * up when it is away, and leaves a consumer believing in a transfer whose stop failed. Here a start that fails is tried again, and a stop always
 * succeeds for EDC: what the data plane did not confirm stays in {@link FlowStops} and is asked for until it does. Thread-safe.
 */
final class GrantFlowController implements DataFlowController {
    /** The one way of delivery: the consumer calls the data plane. */
    static final TransferType TRANSFER_TYPE = new TransferType("KontorData", FlowType.PULL);

    static final String TRANSFER_TYPE_NAME = "KontorData-PULL";

    private final GrantGate gate;
    private final EvidenceKeys evidenceKeys;
    private final ContractNegotiationStore negotiations;
    private final DataPlaneLink dataPlane;
    private final FlowStops stops;

    GrantFlowController(
            GrantGate gate,
            EvidenceKeys evidenceKeys,
            ContractNegotiationStore negotiations,
            DataPlaneLink dataPlane,
            FlowStops stops) {
        this.gate = gate;
        this.evidenceKeys = evidenceKeys;
        this.negotiations = negotiations;
        this.dataPlane = dataPlane;
        this.stops = stops;
    }

    @Override
    public boolean canHandle(TransferProcess transfer) {
        return true;
    }

    @Override
    public Set<String> transferTypesFor(Asset asset) {
        return Set.of(TRANSFER_TYPE_NAME);
    }

    /** The consumer has nothing to prepare. */
    @Override
    public StatusResult<DataFlowResponse> prepare(TransferProcess transfer, Policy policy) {
        return TRANSFER_TYPE_NAME.equals(transfer.getTransferType())
                ? StatusResult.success(DataFlowResponse.Builder.newInstance().build())
                : StatusResult.failure(
                        ResponseStatus.FATAL_ERROR,
                        "Cannot transfer by " + transfer.getTransferType() + ", only by " + TRANSFER_TYPE_NAME);
    }

    @Override
    public StatusResult<DataFlowResponse> start(TransferProcess transfer, Policy policy) {
        ContractAgreement agreement = negotiations.findContractAgreement(transfer.getContractId());
        if (agreement == null || !TRANSFER_TYPE_NAME.equals(transfer.getTransferType())) {
            return StatusResult.failure(
                    ResponseStatus.FATAL_ERROR,
                    "Cannot start transfer " + transfer.getId() + ": no agreement " + transfer.getContractId()
                            + " or wrong type " + transfer.getTransferType());
        }
        try {
            Grant grant = gate.require(agreement);
            stops.forget(transfer.getId());
            return dataPlane
                    .start(message(transfer, policy, grant))
                    .map(answer -> DataFlowResponse.Builder.newInstance()
                            .dataAddress(answer.getDataAddress())
                            .dataPlaneId(DataPlaneLink.ID)
                            .build());
        } catch (GateClosedException e) {
            return StatusResult.failure(
                    e.why() == GateClosedException.Cause.DECIDED
                            ? ResponseStatus.FATAL_ERROR
                            : ResponseStatus.ERROR_RETRY,
                    e.getMessage());
        }
    }

    private DataFlowStartMessage message(TransferProcess transfer, Policy policy, Grant grant) {
        URI callback = dataPlane.callback();
        return DataFlowStartMessage.Builder.newInstance()
                .id(UUID.randomUUID().toString())
                .processId(transfer.getId())
                .sourceDataAddress(transfer.getContentDataAddress())
                .participantId(policy.getAssignee())
                .agreementId(transfer.getContractId())
                .assetId(transfer.getAssetId())
                .transferType(TRANSFER_TYPE)
                .callbackAddress(callback)
                .properties(FlowProperties.of(grant, evidenceKeys.of(grant.grantId())))
                .build();
    }

    @Override
    public StatusResult<Void> suspend(TransferProcess transfer) {
        return stop(transfer, FlowStops.Action.SUSPEND);
    }

    @Override
    public StatusResult<Void> terminate(TransferProcess transfer) {
        return stop(transfer, FlowStops.Action.TERMINATE);
    }

    private StatusResult<Void> stop(TransferProcess transfer, FlowStops.Action action) {
        if (transfer.getType() == TransferProcess.Type.PROVIDER) {
            FlowStops.Stop stop = new FlowStops.Stop(transfer.getId(), action);
            stops.owe(stop);
            settle(stop);
        }
        return StatusResult.success();
    }

    /** Asks the data plane for the stops that it has not confirmed, at most one batch. */
    void settle(int limit) {
        stops.pending(limit).forEach(this::settle);
    }

    private void settle(FlowStops.Stop stop) {
        if (dataPlane.stop(stop).succeeded()) {
            stops.confirm(stop);
        }
    }
}
