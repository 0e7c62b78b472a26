package io.kontor.cli.synthetic;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.Optional;

/**
 * An active grant.
 *
 * @param grant as it stands on the ledger
 * @param evidenceKey its evidence key
 */
@SuppressWarnings("ArrayRecordComponent")
public record PlayedGrant(Grant grant, byte[] evidenceKey) {

    private static final String KONTOR = "https://kontor.io/ns/tds/";

    /** Its name. */
    public String id() {
        return grant.grantId();
    }

    /** What the control plane sends to a data plane to start its flow. */
    public JsonObject flowStart() {
        JsonObject properties = JsonObject.builder()
                .put(KONTOR + "grantId", id())
                .put(KONTOR + "grantVersion", "1")
                .put(KONTOR + "termsHash", grant.termsHash().hex())
                .put(KONTOR + "evidenceKey", Base64.getEncoder().encodeToString(evidenceKey))
                .build();
        return JsonObject.builder()
                .put("@type", "DataFlowStartMessage")
                .put("processId", "process-" + id())
                .put("properties", properties)
                .build();
    }

    /**
     * The body of a call (SES-3).
     *
     * @param algorithm algorithm that is asked for
     * @param consent document of the consent that the call presents
     */
    public JsonObject call(String algorithm, Optional<JsonObject> consent) {
        JsonObjectBuilder body = JsonObject.builder()
                .put("grantId", id())
                .put("action", Action.PROCESS.name())
                .put("purpose", grant.terms().scenarioId())
                .put("algorithm", algorithm);
        consent.ifPresent(document -> body.put("subject", Parties.SUBJECT).put("consent", document));
        return body.build();
    }
}
