package io.kontor.model.city;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link CityLimits} (docs/spec/records.md). */
public final class CityLimitsCodec {

    private CityLimitsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(CityLimits value) {
        return JsonObject.builder()
                .put("maxTermMonths", value.maxTermMonths())
                .put("maxTrialMonths", value.maxTrialMonths())
                .put("downloadGradeMax", value.downloadGradeMax())
                .put("maxStalenessSeconds", value.maxStalenessSeconds())
                .put("disputeWindowDays", value.disputeWindowDays())
                .put("logRetentionMonths", value.logRetentionMonths())
                .put("countDays", value.countDays())
                .put("deletionDays", value.deletionDays())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static CityLimits fromJson(JsonObject object) {
        JsonObject json = object.orNamed("city limits")
                .requireOnly(
                        "maxTermMonths",
                        "maxTrialMonths",
                        "downloadGradeMax",
                        "maxStalenessSeconds",
                        "disputeWindowDays",
                        "logRetentionMonths",
                        "countDays",
                        "deletionDays");
        return new CityLimits(
                json.intValue("maxTermMonths"),
                json.intValue("maxTrialMonths"),
                json.intValue("downloadGradeMax"),
                json.intValue("maxStalenessSeconds"),
                json.intValue("disputeWindowDays"),
                json.intValue("logRetentionMonths"),
                json.intValue("countDays"),
                json.intValue("deletionDays"));
    }
}
