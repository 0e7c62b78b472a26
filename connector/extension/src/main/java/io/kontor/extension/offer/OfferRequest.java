package io.kontor.extension.offer;

import io.kontor.extension.policy.OfferedTerms;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonString;
import io.kontor.model.rejection.MalformedException;
import java.util.Map;
import java.util.TreeMap;

/**
 * An offer as its supplier states it (docs/spec/connector-api.md).
 *
 * @param offerId identifier of the offer
 * @param offered order, buyer and terms
 * @param title title in the catalogue
 * @param dataAddress where the data plane finds the resource: {@code type} and its parameters, all strings
 */
record OfferRequest(String offerId, OfferedTerms offered, String title, Map<String, String> dataAddress) {
    OfferRequest {
        Ids.require("offer id", offerId);
        Ids.require("order id", offered.orderId());
        Ids.require("buyer", offered.buyer());
        dataAddress = Map.copyOf(dataAddress);
        if (!dataAddress.containsKey("type")) {
            throw new MalformedException("Cannot publish offer " + offerId + ": dataAddress has no type");
        }
    }

    static OfferRequest of(JsonObject body) {
        JsonObject json =
                body.named("offer").requireOnly("offerId", "orderId", "buyer", "title", "terms", "dataAddress");
        GrantTerms terms = json.object("terms", GrantTermsCodec::fromJson);
        return new OfferRequest(
                json.string("offerId"),
                new OfferedTerms(json.string("orderId"), json.string("buyer"), terms),
                json.optionalString("title").orElse(terms.resourceId()),
                strings(json.object("dataAddress")));
    }

    String resourceId() {
        return offered.terms().resourceId();
    }

    private static Map<String, String> strings(JsonObject object) {
        Map<String, String> strings = new TreeMap<>();
        object.fields().forEach((name, value) -> {
            if (!(value instanceof JsonString string)) {
                throw new MalformedException("Cannot read dataAddress." + name + ": it must be a string");
            }
            strings.put(name, string.value());
        });
        return strings;
    }
}
