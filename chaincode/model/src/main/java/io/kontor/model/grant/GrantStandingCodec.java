package io.kontor.model.grant;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;

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
                .putIfPresent("refusal", value.refusal().map(Enum::name))
                .putIfPresent("reason", value.reason())
                .putLongIfPresent("changesAt", value.changesAt())
                .put("watch", JsonArray.ofStrings(value.watch()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static GrantStanding fromJson(JsonObject object) {
        JsonObject json = object.orNamed("grant standing")
                .requireOnly("grantId", "version", "status", "at", "refusal", "reason", "changesAt", "watch");
        return new GrantStanding(
                json.string("grantId"),
                json.intValue("version"),
                json.constant("status", GrantStatus.class),
                json.longValue("at"),
                json.optionalConstant("refusal", RejectionCode.class),
                json.optionalString("reason"),
                json.optionalLongValue("changesAt"),
                json.array("watch").strings());
    }
}
