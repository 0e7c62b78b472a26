package io.kontor.cli.bench;

import io.kontor.dataplane.synthetic.SyntheticSource;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;

/** Bodies of the calls (SES-3). */
final class CallBodies {

    private CallBodies() {}

    static JsonObject plain(String grantId) {
        return body(grantId).build();
    }

    static JsonObject personal(String grantId, String subject, JsonObject consent) {
        return body(grantId).put("subject", subject).put("consent", consent).build();
    }

    private static JsonObjectBuilder body(String grantId) {
        return JsonObject.builder()
                .put("grantId", grantId)
                .put("action", "PROCESS")
                .put("purpose", BenchRecords.SCENARIO)
                .put("algorithm", SyntheticSource.ALGORITHM);
    }
}
