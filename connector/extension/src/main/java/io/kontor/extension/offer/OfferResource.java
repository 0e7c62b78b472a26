package io.kontor.extension.offer;

import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.edc.web.spi.exception.InvalidRequestException;

/** {@code POST /kontor/v1/offers}: publishes a resource under terms, for one order of one buyer (docs/spec/connector-api.md). */
@Path("/kontor/v1/offers")
public final class OfferResource {
    private final OfferPublisher publisher;

    OfferResource(OfferPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Publishes an offer.
     *
     * @param body JSON
     * @return JSON with the hash of the terms
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String publish(String body) {
        OfferRequest offer = read(body);
        publisher.publish(offer);
        return JsonObject.builder()
                .put("offerId", offer.offerId())
                .put("resourceId", offer.resourceId())
                .put("termsHash", GrantTermsCodec.hash(offer.offered().terms()).hex())
                .build()
                .toString();
    }

    private static OfferRequest read(String body) {
        try {
            return OfferRequest.of(CanonicalJson.parse(body));
        } catch (MalformedException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}
