package io.kontor.model.grant;

import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.CredentialCodec;

/** The JSON form of {@link ActionTerms} (docs/spec/records.md). */
public final class ActionTermsCodec {

    private ActionTermsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ActionTerms value) {
        return JsonObject.builder()
                .put("action", value.action())
                .put("limit", value.limit())
                .putValueIfPresent(
                        "applications",
                        value.applications().map(some -> JsonArray.ofObjects(some, CredentialCodec::toJson)))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ActionTerms fromJson(JsonObject object) {
        JsonObject json = object.orNamed("action terms").requireOnly("action", "limit", "applications");
        return new ActionTerms(
                json.constant("action", Action.class),
                json.longValue("limit"),
                json.optionalArray("applications").map(some -> some.objects(CredentialCodec::fromJson)));
    }
}
