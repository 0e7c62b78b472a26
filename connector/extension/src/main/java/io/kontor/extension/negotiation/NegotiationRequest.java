package io.kontor.extension.negotiation;

import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonObject;

/**
 * Which offer to negotiate.
 *
 * @param counterPartyId supplier
 * @param counterPartyAddress DSP 2025-1 address of its connector
 * @param resourceId resource
 * @param offerId offer of that resource
 */
record NegotiationRequest(String counterPartyId, String counterPartyAddress, String resourceId, String offerId) {
    static final String PROTOCOL = "dataspace-protocol-http:2025-1";

    NegotiationRequest {
        Ids.require("counter-party id", counterPartyId);
        Ids.require("resource id", resourceId);
        Ids.require("offer id", offerId);
    }

    static NegotiationRequest of(JsonObject body) {
        JsonObject json =
                body.named("negotiation").requireOnly("counterPartyId", "counterPartyAddress", "resourceId", "offerId");
        return new NegotiationRequest(
                json.string("counterPartyId"),
                json.string("counterPartyAddress"),
                json.string("resourceId"),
                json.string("offerId"));
    }
}
