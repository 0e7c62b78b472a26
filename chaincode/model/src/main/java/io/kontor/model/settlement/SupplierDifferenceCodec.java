package io.kontor.model.settlement;

import io.kontor.model.json.JsonObject;
import io.kontor.model.settlement.CreditNote.SupplierDifference;

/** The JSON form of {@link SupplierDifference} (docs/spec/records.md). */
final class SupplierDifferenceCodec {

    private SupplierDifferenceCodec() {}

    /** Writes the record. */
    static JsonObject toJson(SupplierDifference value) {
        return JsonObject.builder()
                .put("supplier", value.supplier())
                .put("amount", value.amount())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    static SupplierDifference fromJson(JsonObject object) {
        JsonObject json = object.orNamed("supplier difference").requireOnly("supplier", "amount");
        return new SupplierDifference(json.string("supplier"), json.longValue("amount"));
    }
}
