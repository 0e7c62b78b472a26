package io.kontor.model.settlement;

import io.kontor.model.json.JsonObject;
import io.kontor.model.settlement.OrderAccount.SupplierAccount;

/** The JSON form of {@link SupplierAccount} (docs/spec/records.md). */
final class SupplierAccountCodec {

    private SupplierAccountCodec() {}

    /** Writes the record. */
    static JsonObject toJson(SupplierAccount value) {
        return JsonObject.builder()
                .put("supplier", value.supplier())
                .put("usage", value.usage())
                .put("amount", value.amount())
                .put("offset", value.offset())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    static SupplierAccount fromJson(JsonObject object) {
        JsonObject json = object.orNamed("supplier account").requireOnly("supplier", "usage", "amount", "offset");
        return new SupplierAccount(
                json.string("supplier"), json.longValue("usage"), json.longValue("amount"), json.longValue("offset"));
    }
}
