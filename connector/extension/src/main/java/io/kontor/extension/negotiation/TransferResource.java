package io.kontor.extension.negotiation;

import io.kontor.model.id.Ids;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.MalformedException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.edc.connector.controlplane.services.spi.transferprocess.TransferProcessService;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferProcess;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.TransferRequest;
import org.eclipse.edc.edr.spi.store.EndpointDataReferenceStore;
import org.eclipse.edc.participantcontext.spi.types.ParticipantContext;
import org.eclipse.edc.spi.types.domain.DataAddress;
import org.eclipse.edc.web.spi.exception.InvalidRequestException;
import org.eclipse.edc.web.spi.exception.ObjectNotFoundException;

/** {@code /kontor/v1/transfers}: asks for the data plane's address under an agreement (docs/spec/connector-api.md). */
@Path("/kontor/v1/transfers")
public final class TransferResource {
    private static final String TRANSFER_TYPE = "KontorData-PULL";

    private final TransferProcessService transfers;
    private final EndpointDataReferenceStore endpoints;
    private final AgreementDirectory agreements;
    private final ParticipantContext participant;

    TransferResource(
            TransferProcessService transfers,
            EndpointDataReferenceStore endpoints,
            AgreementDirectory agreements,
            ParticipantContext participant) {
        this.transfers = transfers;
        this.endpoints = endpoints;
        this.agreements = agreements;
        this.participant = participant;
    }

    /**
     * Requests a transfer.
     *
     * @param body JSON
     * @return JSON with the transfer's id
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String request(String body) {
        String agreementId = agreementId(body);
        AgreementDirectory.Party party = agreements.counterParty(agreementId);
        TransferRequest request = TransferRequest.Builder.newInstance()
                .protocol(NegotiationRequest.PROTOCOL)
                .counterPartyAddress(party.address())
                .contractId(party.contractId())
                .transferType(TRANSFER_TYPE)
                .build();
        TransferProcess transfer = transfers
                .initiateTransfer(participant, request)
                .orElseThrow(failure -> new InvalidRequestException(
                        "Cannot transfer under agreement " + agreementId + ": " + failure.getFailureDetail()));
        return JsonObject.builder()
                .put("transferId", transfer.getId())
                .put("state", transfer.stateAsString())
                .build()
                .toString();
    }

    /**
     * Shows a transfer.
     *
     * @param transferId identifier
     * @return JSON with its state in DSP's words and, while started, the data plane's address
     */
    @GET
    @Path("/{transferId}")
    @Produces(MediaType.APPLICATION_JSON)
    public String get(@PathParam("transferId") String transferId) {
        TransferProcess transfer = transfers.findById(transferId);
        if (transfer == null) {
            throw new ObjectNotFoundException(TransferProcess.class, transferId);
        }
        JsonObjectBuilder view =
                JsonObject.builder().put("transferId", transferId).put("state", transfer.stateAsString());
        if (transfer.getErrorDetail() != null) {
            view.put("reason", transfer.getErrorDetail());
        }
        endpoints.resolveByTransferProcess(transferId).onSuccess(address -> view.put("endpoint", endpoint(address)));
        return view.build().toString();
    }

    private static JsonObject endpoint(DataAddress address) {
        JsonObjectBuilder endpoint = JsonObject.builder();
        address.getProperties().forEach((name, value) -> {
            if (value instanceof String text) {
                endpoint.put(name.substring(name.lastIndexOf('/') + 1), text);
            }
        });
        return endpoint.build();
    }

    private static String agreementId(String body) {
        try {
            return Ids.require(
                    "agreement id",
                    CanonicalJson.parse(body)
                            .named("transfer")
                            .requireOnly("agreementId")
                            .string("agreementId"));
        } catch (MalformedException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}
