package io.kontor.model.rating;

import io.kontor.model.json.JsonObject;
import io.kontor.model.money.UnitPrice;

/** The JSON form of {@link TariffBand} (docs/spec/records.md). */
public final class TariffBandCodec {

    private TariffBandCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(TariffBand value) {
        return JsonObject.builder()
                .putIfPresent("upTo", value.upTo())
                .put("price", value.price().tenThousandths())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static TariffBand fromJson(JsonObject object) {
        JsonObject json = object.orNamed("tariff band").requireOnly("upTo", "price");
        return new TariffBand(json.optionalLong("upTo"), new UnitPrice(json.longValue("price")));
    }
}
