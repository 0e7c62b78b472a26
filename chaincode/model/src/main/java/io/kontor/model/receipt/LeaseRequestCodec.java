package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link LeaseRequest} (docs/spec/records.md). */
public final class LeaseRequestCodec {

    private LeaseRequestCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(LeaseRequest value) {
        return JsonObject.builder()
                .put("leaseId", value.leaseId())
                .put("logId", value.logId())
                .put("epoch", value.epoch())
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("units", value.units())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static LeaseRequest fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("lease request").requireOnly("leaseId", "logId", "epoch", "grantId", "action", "units");
        return new LeaseRequest(
                json.string("leaseId"),
                json.string("logId"),
                json.longValue("epoch"),
                json.string("grantId"),
                json.constant("action", Action.class),
                json.longValue("units"));
    }
}
