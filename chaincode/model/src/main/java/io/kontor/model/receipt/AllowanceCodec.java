package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Allowance} (docs/spec/records.md). */
public final class AllowanceCodec {

    private AllowanceCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Allowance value) {
        return JsonObject.builder()
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("limit", value.limit())
                .put("leasedTotal", value.leasedTotal())
                .put("returnedTotal", value.returnedTotal())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Allowance fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("allowance").requireOnly("grantId", "action", "limit", "leasedTotal", "returnedTotal");
        return new Allowance(
                json.string("grantId"),
                json.constant("action", Action.class),
                json.longValue("limit"),
                json.longValue("leasedTotal"),
                json.longValue("returnedTotal"));
    }
}
