package io.kontor.simulation.deal;

import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * A call that the buyer's application wants.
 *
 * @param callId call
 * @param grantId grant
 * @param body body
 * @param consentId consent that it presents
 */
public record Wish(String callId, String grantId, JsonObject body, Optional<String> consentId) {

    /**
     * A call under a grant.
     *
     * @param callId call
     * @param grant grant
     * @param consent consent document, where it needs one
     */
    public static Wish of(String callId, Grant grant, Optional<JsonObject> consent) {
        JsonObjectBuilder body = JsonObject.builder()
                .put("grantId", grant.grantId())
                .put("action", Deal.terms(grant).action().name())
                .put("purpose", grant.terms().scenarioId());
        consent.ifPresent(
                document -> body.put("subject", document.string("subject")).put("consent", document));
        return new Wish(callId, grant.grantId(), body.build(), consent.map(document -> document.string("consentId")));
    }
}
