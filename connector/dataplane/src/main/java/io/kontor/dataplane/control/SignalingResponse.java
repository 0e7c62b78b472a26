package io.kontor.dataplane.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The answer to a start message: where the consumer's data plane finds this instance and its log (DPL-31). */
final class SignalingResponse {

    private static final String EDC = "https://w3id.org/edc/v0.0.1/ns/";
    private static final String KONTOR = "https://kontor.io/ns/tds/";

    private SignalingResponse() {}

    static JsonObject started(String address, String logId) {
        return new JsonObject()
                .put(
                        "@context",
                        new JsonObject()
                                .put("@vocab", EDC)
                                .put("edc", EDC)
                                .put("dspace", "https://w3id.org/dspace/v0.8/"))
                .put("@type", "DataFlowResponseMessage")
                .put(
                        "dataAddress",
                        new JsonObject()
                                .put("@type", "dspace:DataAddress")
                                .put("dspace:endpointType", "https://w3id.org/idsa/v4.1/HTTP")
                                .put(
                                        "dspace:endpointProperties",
                                        new JsonArray()
                                                .add(property(EDC + "endpoint", address))
                                                .add(property(KONTOR + "logId", logId))));
    }

    private static JsonObject property(String name, String value) {
        return new JsonObject()
                .put("@type", "dspace:EndpointProperty")
                .put("dspace:name", name)
                .put("dspace:value", value);
    }
}
