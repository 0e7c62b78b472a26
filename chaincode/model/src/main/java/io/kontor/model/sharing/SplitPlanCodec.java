package io.kontor.model.sharing;

import io.kontor.model.json.JsonObject;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;

/** The JSON form of {@link SplitPlan} (docs/spec/records.md). */
public final class SplitPlanCodec {

    private SplitPlanCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(SplitPlan value) {
        return JsonObject.builder()
                .put("threshold", value.threshold().fen())
                .put("unitsBelow", value.unitsBelow().tenThousandths())
                .put("unitsAbove", value.unitsAbove().tenThousandths())
                .put("basis", value.basis())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static SplitPlan fromJson(JsonObject object) {
        JsonObject json = object.orNamed("split plan").requireOnly("threshold", "unitsBelow", "unitsAbove", "basis");
        return new SplitPlan(
                new Money(json.longValue("threshold")),
                new Ratio(json.longValue("unitsBelow")),
                new Ratio(json.longValue("unitsAbove")),
                json.constant("basis", SplitBasis.class));
    }
}
