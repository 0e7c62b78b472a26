package io.kontor.model.grant;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link DeletionTask} (docs/spec/records.md). */
public final class DeletionTaskCodec {

    private DeletionTaskCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(DeletionTask value) {
        return JsonObject.builder()
                .put("grantId", value.grantId())
                .put("buyer", value.buyer())
                .put("openedAt", value.openedAt())
                .put("dueAt", value.dueAt())
                .putIfPresent("keysDestroyedDigest", value.keysDestroyedDigest().map(Digest32::hex))
                .putIfPresent("statementDigest", value.statementDigest().map(Digest32::hex))
                .putLongIfPresent("statedAt", value.statedAt())
                .putLongIfPresent("overdueAt", value.overdueAt())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static DeletionTask fromJson(JsonObject object) {
        JsonObject json = object.orNamed("deletion task")
                .requireOnly(
                        "grantId",
                        "buyer",
                        "openedAt",
                        "dueAt",
                        "keysDestroyedDigest",
                        "statementDigest",
                        "statedAt",
                        "overdueAt");
        return new DeletionTask(
                json.string("grantId"),
                json.string("buyer"),
                json.longValue("openedAt"),
                json.longValue("dueAt"),
                json.optionalString("keysDestroyedDigest", Digest32::fromHex),
                json.optionalString("statementDigest", Digest32::fromHex),
                json.optionalLongValue("statedAt"),
                json.optionalLongValue("overdueAt"));
    }
}
