package io.kontor.dataplane.control;

import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.usage.engine.GrantActivation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A start message of data-plane signaling (DPL-31). It is JSON-LD: a name may be bare, prefixed or a whole IRI, and a value may be wrapped;
 * names are compared by their last part.
 *
 * @param processId the control plane's identifier of the transfer
 * @param activation what the flow's properties say about the grant
 */
record SignalingMessage(String processId, GrantActivation activation) {

    private static final int PROCESS_ID_MAX = 256;

    static SignalingMessage parse(byte[] body) {
        JsonObject json;
        try {
            json = new JsonObject(Buffer.buffer(body));
        } catch (DecodeException e) {
            throw malformed("it is no JSON object");
        }
        JsonObject properties =
                object(json, "properties").orElseThrow(() -> malformed("field 'properties' is missing"));
        return new SignalingMessage(
                Checks.text("processId", text(json, "processId"), PROCESS_ID_MAX),
                new GrantActivation(
                        text(properties, "grantId"),
                        Digest32.fromHex(text(properties, "termsHash")),
                        key(text(properties, "evidenceKey"))));
    }

    private static byte[] key(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length != Digest32.LENGTH) {
                throw malformed("evidenceKey has " + key.length + " bytes, must have " + Digest32.LENGTH);
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw malformed("evidenceKey is not base64");
        }
    }

    private static String text(JsonObject json, String name) {
        return find(json, name)
                .map(SignalingMessage::unwrap)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> malformed("field '" + name + "' is missing or no text"));
    }

    private static Optional<JsonObject> object(JsonObject json, String name) {
        return find(json, name)
                .map(value -> value instanceof JsonArray array && array.size() == 1 ? array.getValue(0) : value)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private static Optional<Object> find(JsonObject json, String name) {
        return json.stream()
                .filter(entry -> localName(entry.getKey()).equals(name))
                .filter(entry -> entry.getValue() != null)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String localName(String name) {
        int end = Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')));
        return name.substring(end + 1);
    }

    private static Object unwrap(Object value) {
        Object inner = value instanceof JsonArray array && array.size() == 1 ? array.getValue(0) : value;
        if (inner instanceof JsonObject object) {
            Object wrapped = object.containsKey("@value") ? object.getValue("@value") : object.getValue("@id");
            return wrapped == null ? inner : wrapped;
        }
        return inner;
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(Problem.malformed("Cannot read start message: " + what));
    }
}
