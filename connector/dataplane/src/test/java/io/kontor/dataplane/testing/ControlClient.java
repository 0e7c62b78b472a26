package io.kontor.dataplane.testing;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Speaks to a control listener as the control plane and the operator do. */
public final class ControlClient {

    private static final String KONTOR = "https://kontor.io/ns/tds/";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    public ControlClient(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Base URL. */
    public String base() {
        return base;
    }

    /** A start message as EDC 0.15.1 sends it. */
    public static String startMessage(String processId, String grantId, String termsHash, String evidenceKey) {
        return """
                {"@context": {"@vocab": "https://w3id.org/edc/v0.0.1/ns/", "dspace": "https://w3id.org/dspace/v0.8/"},
                 "@type": "DataFlowStartMessage", "processId": "%s", "datasetId": "R1", "participantId": "Q-INS",
                 "agreementId": "local-id", "flowType": "PULL", "transferTypeDestination": "KontorData",
                 "callbackAddress": "http://127.0.0.1:1/control", "sourceDataAddress": {"@type": "dspace:DataAddress",
                 "dspace:endpointType": "x", "dspace:endpointProperties": []},
                 "properties": {"%sgrantId": "%s", "%sgrantVersion": "1", "%stermsHash": "%s", "%sevidenceKey": "%s"}}
                """.formatted(processId, KONTOR, grantId, KONTOR, KONTOR, termsHash, KONTOR, evidenceKey);
    }

    /** Starts a flow; anything but 200 fails. */
    public JsonObject start(String processId, String grantId, String termsHash, String evidenceKey) {
        HttpResponse<String> answer =
                post("/signaling/start", startMessage(processId, grantId, termsHash, evidenceKey));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return CanonicalJson.parse(answer.body());
    }

    /** Posts with the key. */
    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("X-Api-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Gets with the key. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("X-Api-Key", key));
    }

    /** Sends a request as it is. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
