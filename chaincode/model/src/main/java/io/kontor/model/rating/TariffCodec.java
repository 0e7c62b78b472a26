package io.kontor.model.rating;

import io.kontor.model.json.JsonObject;
import io.kontor.model.money.Ratio;

/** The JSON form of {@link Tariff} (docs/spec/records.md). */
public final class TariffCodec {

    private TariffCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Tariff value) {
        return JsonObject.builder()
                .put("basis", value.basis())
                .put("prices", BandScheduleCodec.toJson(value.prices()))
                .put("discount", value.discount().tenThousandths())
                .put("waiver", value.waiver())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Tariff fromJson(JsonObject object) {
        JsonObject json = object.orNamed("tariff").requireOnly("basis", "prices", "discount", "waiver");
        return new Tariff(
                json.constant("basis", MeteringBasis.class),
                json.object("prices", BandScheduleCodec::fromJson),
                new Ratio(json.longValue("discount")),
                json.constant("waiver", Waiver.class));
    }
}
