package io.kontor.model.city;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rating.BandScheduleCodec;
import io.kontor.model.sharing.SplitPlanCodec;

/** The JSON form of {@link CityProfile} (docs/spec/records.md). */
public final class CityProfileCodec {

    private CityProfileCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(CityProfile value) {
        return JsonObject.builder()
                .put("cityId", value.cityId())
                .put("version", value.version())
                .put("name", value.name())
                .put("regulatorMsp", value.regulatorMsp())
                .put("operatorMsp", value.operatorMsp())
                .put("limits", CityLimitsCodec.toJson(value.limits()))
                .put("priceCaps", BandScheduleCodec.toJson(value.priceCaps()))
                .put("splitPlan", SplitPlanCodec.toJson(value.splitPlan()))
                .put("registration", value.registration())
                .put("settlement", value.settlement())
                .put("utcOffsetMinutes", value.utcOffsetMinutes())
                .put("recognisedCities", JsonArray.ofStrings(value.recognisedCities()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static CityProfile fromJson(JsonObject object) {
        JsonObject json = object.orNamed("city profile")
                .requireOnly(
                        "cityId",
                        "version",
                        "name",
                        "regulatorMsp",
                        "operatorMsp",
                        "limits",
                        "priceCaps",
                        "splitPlan",
                        "registration",
                        "settlement",
                        "utcOffsetMinutes",
                        "recognisedCities");
        return new CityProfile(
                json.string("cityId"),
                json.intValue("version"),
                json.string("name"),
                json.string("regulatorMsp"),
                json.string("operatorMsp"),
                json.object("limits", CityLimitsCodec::fromJson),
                json.object("priceCaps", BandScheduleCodec::fromJson),
                json.object("splitPlan", SplitPlanCodec::fromJson),
                json.constant("registration", RegistrationRule.class),
                json.constant("settlement", SettlementCalendar.class),
                json.intValue("utcOffsetMinutes"),
                json.array("recognisedCities").strings());
    }
}
