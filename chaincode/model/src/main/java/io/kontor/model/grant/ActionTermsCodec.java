package io.kontor.model.grant;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link ActionTerms} (docs/spec/records.md). */
public final class ActionTermsCodec {

    private ActionTermsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ActionTerms value) {
        return JsonObject.builder()
                .put("action", value.action())
                .put("limit", value.limit())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ActionTerms fromJson(JsonObject object) {
        JsonObject json = object.orNamed("action terms").requireOnly("action", "limit");
        return new ActionTerms(json.constant("action", Action.class), json.longValue("limit"));
    }
}
