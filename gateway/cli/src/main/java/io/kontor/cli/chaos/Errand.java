package io.kontor.cli.chaos;

import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;

/**
 * A call that somebody wants.
 *
 * @param callId call
 * @param granted grant
 * @param plane data plane that is asked, again and again
 */
record Errand(String callId, ChaosGrant granted, Plane plane) {

    JsonObject body() {
        JsonObjectBuilder body = JsonObject.builder()
                .put("grantId", granted.id())
                .put("action", "PROCESS")
                .put("purpose", ChaosRecords.SCENARIO)
                .put("algorithm", granted.kind().algorithm());
        granted.consentOf(callId)
                .ifPresent(consent -> body.put("subject", ChaosConsents.SUBJECT).put("consent", consent));
        return body.build();
    }
}
