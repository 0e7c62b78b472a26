package io.kontor.model.authorisation;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Authorisation} (docs/spec/records.md). */
public final class AuthorisationCodec {

    private AuthorisationCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Authorisation value) {
        return JsonObject.builder()
                .put("authorisationId", value.authorisationId())
                .put("cityId", value.cityId())
                .put("operator", value.operator())
                .put("decisionRef", value.decisionRef())
                .put("startsAt", value.startsAt())
                .put("termMonths", value.termMonths())
                .put("endsAt", value.endsAt())
                .put("status", value.status())
                .putLongIfPresent("closedAt", value.closedAt())
                .putIfPresent("reason", value.reason())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Authorisation fromJson(JsonObject object) {
        JsonObject json = object.orNamed("authorisation")
                .requireOnly(
                        "authorisationId",
                        "cityId",
                        "operator",
                        "decisionRef",
                        "startsAt",
                        "termMonths",
                        "endsAt",
                        "status",
                        "closedAt",
                        "reason");
        return new Authorisation(
                json.string("authorisationId"),
                json.string("cityId"),
                json.string("operator"),
                json.string("decisionRef"),
                json.longValue("startsAt"),
                json.intValue("termMonths"),
                json.longValue("endsAt"),
                json.constant("status", AuthorisationStatus.class),
                json.optionalLongValue("closedAt"),
                json.optionalString("reason"));
    }
}
