package io.kontor.usage.call;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Ids;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * The body of a call (SES-3): what the engine decides on, and the whole object for the data plane.
 *
 * @param grantId agreement
 * @param action action
 * @param purpose scenario that the caller names
 * @param user pseudonym of another user than the session's, in hex
 * @param application pseudonym of another application than the session's, in hex
 * @param subject data subject at the supplier, where the call is about one
 * @param consent consent document, where personal data is concerned
 * @param json the whole body
 */
public record CallBody(
        String grantId,
        Action action,
        String purpose,
        Optional<String> user,
        Optional<String> application,
        Optional<String> subject,
        Optional<JsonObject> consent,
        JsonObject json) {

    /** Largest body in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final List<Action> ACTIONS = List.of(Action.values());

    /**
     * Reads a body.
     *
     * @param bytes canonical JSON
     * @throws MalformedException when it is none, or a field is missing or of another form
     */
    public static CallBody parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(
                    "Cannot read call: its body has " + bytes.length + " bytes, at most " + MAX_BYTES);
        }
        JsonObject json = CanonicalJson.parse(bytes);
        return new CallBody(
                Ids.require("grant id", json.string("grantId")),
                action(json.string("action")),
                Ids.require("scenario id", json.string("purpose")),
                json.optionalString("user"),
                json.optionalString("application"),
                json.optionalString("subject"),
                json.optionalObject("consent"),
                json);
    }

    private static Action action(String name) {
        for (Action action : ACTIONS) {
            if (action.name().equals(name)) {
                return action;
            }
        }
        throw new MalformedException(
                "Cannot read call: action '" + name + "' is unknown, must be VIEW, PROCESS or DOWNLOAD");
    }
}
