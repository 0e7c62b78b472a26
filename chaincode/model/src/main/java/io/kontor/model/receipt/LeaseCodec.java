package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Lease} (docs/spec/records.md). */
public final class LeaseCodec {

    private LeaseCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Lease value) {
        return JsonObject.builder()
                .put("request", LeaseRequestCodec.toJson(value.request()))
                .put("status", value.status())
                .put("used", value.used())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Lease fromJson(JsonObject object) {
        JsonObject json = object.orNamed("lease").requireOnly("request", "status", "used");
        return new Lease(
                json.object("request", LeaseRequestCodec::fromJson),
                json.constant("status", LeaseStatus.class),
                json.longValue("used"));
    }
}
