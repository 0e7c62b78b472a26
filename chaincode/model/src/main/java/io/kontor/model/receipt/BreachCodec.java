package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Breach} (docs/spec/records.md). */
public final class BreachCodec {

    private BreachCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Breach value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("unitsEver", value.unitsEver())
                .put("unitsHeld", value.unitsHeld())
                .put("treeSize", value.treeSize())
                .put("transactionId", value.transactionId())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Breach fromJson(JsonObject object) {
        JsonObject json = object.orNamed("breach")
                .requireOnly("logId", "grantId", "action", "unitsEver", "unitsHeld", "treeSize", "transactionId");
        return new Breach(
                json.string("logId"),
                json.string("grantId"),
                json.constant("action", Action.class),
                json.longValue("unitsEver"),
                json.longValue("unitsHeld"),
                json.longValue("treeSize"),
                json.string("transactionId"));
    }
}
