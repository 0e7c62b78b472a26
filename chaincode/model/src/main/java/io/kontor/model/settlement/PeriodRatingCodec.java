package io.kontor.model.settlement;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rating.StatementLineCodec;

/** The JSON form of {@link PeriodRating} (docs/spec/records.md). */
public final class PeriodRatingCodec {

    private PeriodRatingCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(PeriodRating value) {
        return JsonObject.builder()
                .put("usageBefore", value.usageBefore())
                .put("usage", value.usage())
                .put("chargeBefore", value.chargeBefore())
                .put("charge", value.charge())
                .put("lines", JsonArray.ofObjects(value.lines(), StatementLineCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static PeriodRating fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("period rating").requireOnly("usageBefore", "usage", "chargeBefore", "charge", "lines");
        return new PeriodRating(
                json.longValue("usageBefore"),
                json.longValue("usage"),
                json.longValue("chargeBefore"),
                json.longValue("charge"),
                json.array("lines").objects(StatementLineCodec::fromJson));
    }
}
