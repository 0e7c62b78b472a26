package io.kontor.model.settlement;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link CreditNote} (docs/spec/records.md). */
public final class CreditNoteCodec {

    private CreditNoteCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(CreditNote value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("period", value.period())
                .put("disputeId", value.disputeId())
                .put("usage", value.usage())
                .put("charge", value.charge())
                .put("units", value.units())
                .put("operator", value.operator())
                .put("suppliers", JsonArray.ofObjects(value.suppliers(), SupplierDifferenceCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static CreditNote fromJson(JsonObject object) {
        JsonObject json = object.orNamed("credit note")
                .requireOnly("orderId", "period", "disputeId", "usage", "charge", "units", "operator", "suppliers");
        return new CreditNote(
                json.string("orderId"),
                json.intValue("period"),
                json.string("disputeId"),
                json.longValue("usage"),
                json.longValue("charge"),
                json.longValue("units"),
                json.longValue("operator"),
                json.array("suppliers").objects(SupplierDifferenceCodec::fromJson));
    }
}
