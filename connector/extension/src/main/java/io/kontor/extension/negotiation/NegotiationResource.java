package io.kontor.extension.negotiation;

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
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.controlplane.contract.spi.types.negotiation.ContractNegotiation;
import org.eclipse.edc.connector.controlplane.contract.spi.types.negotiation.ContractRequest;
import org.eclipse.edc.connector.controlplane.services.spi.contractnegotiation.ContractNegotiationService;
import org.eclipse.edc.participantcontext.spi.types.ParticipantContext;
import org.eclipse.edc.web.spi.exception.InvalidRequestException;
import org.eclipse.edc.web.spi.exception.ObjectNotFoundException;

/** {@code /kontor/v1/negotiations}: negotiates an offer by name and shows how far it is (docs/spec/connector-api.md). */
@Path("/kontor/v1/negotiations")
public final class NegotiationResource {
    private final CatalogueReader catalogue;
    private final ContractNegotiationService negotiations;
    private final ParticipantContext participant;

    NegotiationResource(
            CatalogueReader catalogue, ContractNegotiationService negotiations, ParticipantContext participant) {
        this.catalogue = catalogue;
        this.negotiations = negotiations;
        this.participant = participant;
    }

    /**
     * Finds the offer in the supplier's catalogue and requests it.
     *
     * @param body JSON
     * @return JSON with the negotiation's id
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String negotiate(String body) {
        NegotiationRequest request = read(body);
        ContractRequest contractRequest = ContractRequest.Builder.newInstance()
                .protocol(NegotiationRequest.PROTOCOL)
                .counterPartyAddress(request.counterPartyAddress())
                .contractOffer(catalogue.find(request))
                .build();
        return view(negotiations.initiateNegotiation(participant, contractRequest));
    }

    /**
     * Shows a negotiation.
     *
     * @param negotiationId identifier
     * @return JSON with its state in DSP's words, and both ids of the agreement once there is one
     */
    @GET
    @Path("/{negotiationId}")
    @Produces(MediaType.APPLICATION_JSON)
    public String get(@PathParam("negotiationId") String negotiationId) {
        ContractNegotiation negotiation = negotiations.findbyId(negotiationId);
        if (negotiation == null) {
            throw new ObjectNotFoundException(ContractNegotiation.class, negotiationId);
        }
        return view(negotiation);
    }

    private static String view(ContractNegotiation negotiation) {
        JsonObjectBuilder view = JsonObject.builder()
                .put("negotiationId", negotiation.getId())
                .put("state", negotiation.stateAsString())
                .put("counterPartyId", negotiation.getCounterPartyId());
        ContractAgreement agreement = negotiation.getContractAgreement();
        if (agreement != null) {
            view.put("agreementId", agreement.getAgreementId()).put("contractId", agreement.getId());
        }
        if (negotiation.getErrorDetail() != null) {
            view.put("reason", negotiation.getErrorDetail());
        }
        return view.build().toString();
    }

    private static NegotiationRequest read(String body) {
        try {
            return NegotiationRequest.of(CanonicalJson.parse(body));
        } catch (MalformedException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}
