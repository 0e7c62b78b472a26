package io.kontor.model.member;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Member} (docs/spec/records.md). */
public final class MemberCodec {

    private MemberCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Member value) {
        return JsonObject.builder()
                .put("participantId", value.participantId())
                .put("cityId", value.cityId())
                .put("mspId", value.mspId())
                .put("roles", JsonArray.ofConstants(value.roles()))
                .put("name", value.name())
                .putIfPresent("uscc", value.uscc())
                .put("legalForm", value.legalForm())
                .put("status", value.status())
                .put("keys", JsonArray.ofObjects(value.keys(), MemberKeyCodec::toJson))
                .putIfPresent("connectorUrl", value.connectorUrl())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Member fromJson(JsonObject object) {
        JsonObject json = object.orNamed("member")
                .requireOnly(
                        "participantId",
                        "cityId",
                        "mspId",
                        "roles",
                        "name",
                        "uscc",
                        "legalForm",
                        "status",
                        "keys",
                        "connectorUrl");
        return new Member(
                json.string("participantId"),
                json.string("cityId"),
                json.string("mspId"),
                json.array("roles").constants(MemberRole.class),
                json.string("name"),
                json.optionalString("uscc"),
                json.constant("legalForm", LegalForm.class),
                json.constant("status", MemberStatus.class),
                json.array("keys").objects(MemberKeyCodec::fromJson),
                json.optionalString("connectorUrl"));
    }
}
