package io.kontor.model.settlement;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link SupplierShare} (docs/spec/records.md). */
public final class SupplierShareCodec {

    private SupplierShareCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(SupplierShare value) {
        return JsonObject.builder()
                .put("supplier", value.supplier())
                .put("weight", value.weight())
                .put("amount", value.amount())
                .put("oddFen", value.oddFen())
                .put("offset", value.offset())
                .putIfPresent("noticeNumber", value.noticeNumber())
                .putIfPresent("treasuryReceipt", value.treasuryReceipt().map(Digest32::hex))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static SupplierShare fromJson(JsonObject object) {
        JsonObject json = object.orNamed("supplier share")
                .requireOnly("supplier", "weight", "amount", "oddFen", "offset", "noticeNumber", "treasuryReceipt");
        return new SupplierShare(
                json.string("supplier"),
                json.longValue("weight"),
                json.longValue("amount"),
                json.intValue("oddFen"),
                json.longValue("offset"),
                json.optionalString("noticeNumber"),
                json.optionalString("treasuryReceipt", Digest32::fromHex));
    }
}
