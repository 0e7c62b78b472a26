package io.kontor.cli.bench;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * One leg of load as the benchmark orders it.
 *
 * @param port port of the server on 127.0.0.1
 * @param log log of the instance, for calls within sessions; without one the yardstick is called
 * @param connections connections
 * @param millis duration
 * @param rate requests a second; 0 for a closed loop
 * @param bodies bodies of the calls, all of one length; each is sent once if there are several
 */
record LoadLeg(int port, Optional<String> log, int connections, int millis, long rate, List<JsonObject> bodies) {

    String toLine() {
        JsonObjectBuilder json = JsonObject.builder()
                .put("port", port)
                .put("connections", connections)
                .put("millis", millis)
                .put("rate", rate)
                .put("bodies", JsonArray.ofObjects(bodies, body -> body));
        log.ifPresent(id -> json.put("log", id));
        return CanonicalJson.write(json.build());
    }

    static LoadLeg fromJson(JsonObject json) {
        return new LoadLeg(
                (int) json.longValue("port"),
                json.optionalString("log"),
                (int) json.longValue("connections"),
                (int) json.longValue("millis"),
                json.longValue("rate"),
                json.array("bodies").objects(body -> body));
    }
}
