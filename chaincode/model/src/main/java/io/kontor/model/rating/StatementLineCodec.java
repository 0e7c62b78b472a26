package io.kontor.model.rating;

import io.kontor.model.json.JsonObject;
import io.kontor.model.money.UnitPrice;

/** The JSON form of {@link StatementLine} (docs/spec/records.md). */
public final class StatementLineCodec {

    private StatementLineCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(StatementLine value) {
        return JsonObject.builder()
                .put("band", value.band())
                .put("quantity", value.quantity())
                .put("price", value.price().tenThousandths())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static StatementLine fromJson(JsonObject object) {
        JsonObject json = object.orNamed("statement line").requireOnly("band", "quantity", "price");
        return new StatementLine(
                json.intValue("band"), json.longValue("quantity"), new UnitPrice(json.longValue("price")));
    }
}
