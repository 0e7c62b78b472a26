package io.kontor.model.authorisation;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link AuthorisationOpening} (docs/spec/records.md). */
public final class AuthorisationOpeningCodec {

    private AuthorisationOpeningCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(AuthorisationOpening value) {
        return JsonObject.builder()
                .put("authorisationId", value.authorisationId())
                .put("cityId", value.cityId())
                .put("operator", value.operator())
                .put("decisionRef", value.decisionRef())
                .put("startsAt", value.startsAt())
                .put("termMonths", value.termMonths())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static AuthorisationOpening fromJson(JsonObject object) {
        JsonObject json = object.orNamed("authorisation opening")
                .requireOnly("authorisationId", "cityId", "operator", "decisionRef", "startsAt", "termMonths");
        return new AuthorisationOpening(
                json.string("authorisationId"),
                json.string("cityId"),
                json.string("operator"),
                json.string("decisionRef"),
                json.longValue("startsAt"),
                json.intValue("termMonths"));
    }
}
