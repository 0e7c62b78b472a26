package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link UsageTotal} (docs/spec/records.md). */
public final class UsageTotalCodec {

    private UsageTotalCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(UsageTotal value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("grantId", value.grantId())
                .put("action", value.action())
                .put("period", value.period())
                .put("index", value.index())
                .put("counts", UsageCountsCodec.toJson(value.counts()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static UsageTotal fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("usage total").requireOnly("logId", "grantId", "action", "period", "index", "counts");
        return new UsageTotal(
                json.string("logId"),
                json.string("grantId"),
                json.constant("action", Action.class),
                json.intValue("period"),
                json.longValue("index"),
                json.object("counts", UsageCountsCodec::fromJson));
    }
}
