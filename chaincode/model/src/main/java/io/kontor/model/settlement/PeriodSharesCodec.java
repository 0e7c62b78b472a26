package io.kontor.model.settlement;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link PeriodShares} (docs/spec/records.md). */
public final class PeriodSharesCodec {

    private PeriodSharesCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(PeriodShares value) {
        return JsonObject.builder()
                .put("units", value.units())
                .put("operator", value.operator())
                .put("suppliers", JsonArray.ofObjects(value.suppliers(), SupplierShareCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static PeriodShares fromJson(JsonObject object) {
        JsonObject json = object.orNamed("period shares").requireOnly("units", "operator", "suppliers");
        return new PeriodShares(
                json.longValue("units"),
                json.longValue("operator"),
                json.array("suppliers").objects(SupplierShareCodec::fromJson));
    }
}
