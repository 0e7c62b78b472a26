package io.kontor.extension.negotiation;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import java.net.URI;
import java.net.URISyntaxException;

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
    private static final int ADDRESS_MAX = 500;

    NegotiationRequest {
        Ids.require("counter-party id", counterPartyId);
        Ids.require("resource id", resourceId);
        Ids.require("offer id", offerId);
        requireAddress(counterPartyAddress);
    }

    /** What no HTTP client could ask is refused here, with its reason. */
    private static void requireAddress(String address) {
        Checks.text("counterPartyAddress", address, ADDRESS_MAX);
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new MalformedException("Cannot accept counterPartyAddress '" + address + "': " + e.getReason(), e);
        }
        throw new MalformedException(
                "Cannot accept counterPartyAddress '" + address + "': it must be http://host:port/path or https");
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
