package io.kontor.extension.negotiation;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.edc.connector.controlplane.contract.spi.ContractOfferId;
import org.eclipse.edc.connector.controlplane.contract.spi.types.offer.ContractOffer;
import org.eclipse.edc.connector.controlplane.services.spi.catalog.CatalogService;
import org.eclipse.edc.jsonld.spi.JsonLd;
import org.eclipse.edc.participantcontext.spi.types.ParticipantContext;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.policy.model.PolicyType;
import org.eclipse.edc.spi.response.StatusResult;
import org.eclipse.edc.transform.spi.TypeTransformerRegistry;
import org.eclipse.edc.web.spi.exception.BadGatewayException;
import org.eclipse.edc.web.spi.exception.ObjectNotFoundException;
import org.jspecify.annotations.Nullable;

/** Reads one offer out of a supplier's catalogue. */
final class CatalogueReader {
    private static final String POLICY = "http://www.w3.org/ns/odrl/2/hasPolicy";

    private final CatalogService catalogue;
    private final JsonLd jsonLd;
    private final TypeTransformerRegistry transformers;
    private final ParticipantContext participant;

    CatalogueReader(
            CatalogService catalogue,
            JsonLd jsonLd,
            TypeTransformerRegistry transformers,
            ParticipantContext participant) {
        this.catalogue = catalogue;
        this.jsonLd = jsonLd;
        this.transformers = transformers;
        this.participant = participant;
    }

    /** The offer as a contract offer that may be requested. */
    ContractOffer find(NegotiationRequest request) {
        for (JsonValue value : values(dataset(request).get(POLICY))) {
            JsonObject offer = value.asJsonObject();
            String id = offer.getString("@id");
            boolean wanted = ContractOfferId.parseId(id)
                    .map(parsed -> request.offerId().equals(parsed.definitionPart()))
                    .orElse(failure -> false);
            if (wanted) {
                return contractOffer(id, offer, request);
            }
        }
        throw new ObjectNotFoundException(ContractOffer.class, request.offerId());
    }

    private JsonObject dataset(NegotiationRequest request) {
        StatusResult<byte[]> answer = ask(request);
        if (answer.failed()) {
            throw new BadGatewayException(
                    "Cannot read catalogue of " + request.counterPartyId() + ": " + answer.getFailureDetail());
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.getContent()))) {
            return jsonLd.expand(reader.readObject())
                    .orElseThrow(failure -> new BadGatewayException("Cannot read catalogue of "
                            + request.counterPartyId() + ": " + failure.getFailureDetail()));
        } catch (JsonException e) {
            throw new BadGatewayException(
                    "Cannot read catalogue of " + request.counterPartyId() + ": " + e.getMessage());
        }
    }

    private StatusResult<byte[]> ask(NegotiationRequest request) {
        try {
            return catalogue
                    .requestDataset(
                            participant,
                            request.resourceId(),
                            request.counterPartyId(),
                            request.counterPartyAddress(),
                            NegotiationRequest.PROTOCOL)
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BadGatewayException("Cannot reach " + request.counterPartyId() + " at "
                    + request.counterPartyAddress() + ": " + cause.getMessage());
        }
    }

    private ContractOffer contractOffer(String id, JsonObject offer, NegotiationRequest request) {
        Policy policy = transformers
                .transform(offer, Policy.class)
                .orElseThrow(failure -> new BadGatewayException(
                        "Cannot read offer " + request.offerId() + ": " + failure.getFailureDetail()))
                .toBuilder()
                .type(PolicyType.OFFER)
                .assigner(request.counterPartyId())
                .target(request.resourceId())
                .build();
        return ContractOffer.Builder.newInstance()
                .id(id)
                .assetId(request.resourceId())
                .policy(policy)
                .build();
    }

    private static List<? extends JsonValue> values(@Nullable JsonValue value) {
        return value instanceof JsonArray array ? array : List.of();
    }
}
