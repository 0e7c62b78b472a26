package io.kontor.model.grant;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/** The JSON form of {@link GrantStanding} (docs/spec/records.md). */
public final class GrantStandingCodec {

    private GrantStandingCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(GrantStanding value) {
        return JsonObject.builder()
                .put("grantId", value.grantId())
                .put("version", value.version())
                .put("status", value.status())
                .put("at", value.at())
                .putIfPresent("refusal", value.obstacle().map(obstacle -> obstacle.refusal().name()))
                .putIfPresent("reason", value.obstacle().map(GrantStanding.Obstacle::reason))
                .putLongIfPresent("changesAt", value.changesAt())
                .put("watch", JsonArray.ofStrings(value.watch()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws MalformedException when a field is missing, unknown or out of its range
     */
    public static GrantStanding fromJson(JsonObject object) {
        JsonObject json = object.orNamed("grant standing")
                .requireOnly("grantId", "version", "status", "at", "refusal", "reason", "changesAt", "watch");
        return new GrantStanding(
                json.string("grantId"),
                json.intValue("version"),
                json.constant("status", GrantStatus.class),
                json.longValue("at"),
                obstacle(json),
                json.optionalLongValue("changesAt"),
                json.array("watch").strings());
    }

    private static Optional<GrantStanding.Obstacle> obstacle(JsonObject json) {
        Optional<String> reason = json.optionalString("reason");
        if (json.optionalString("refusal").isPresent() != reason.isPresent()) {
            throw new MalformedException("Cannot read grant standing " + json.string("grantId")
                    + ": refusal and reason come together");
        }
        return reason.map(text -> new GrantStanding.Obstacle(json.constant("refusal", RejectionCode.class), text));
    }
}
