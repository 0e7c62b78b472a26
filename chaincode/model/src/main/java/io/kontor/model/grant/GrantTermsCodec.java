package io.kontor.model.grant;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.order.CredentialCodec;

/** The JSON form of {@link GrantTerms} (docs/spec/records.md). */
public final class GrantTermsCodec {

    private GrantTermsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(GrantTerms value) {
        return JsonObject.builder()
                .put("resourceId", value.resourceId())
                .put("scenarioId", value.scenarioId())
                .put("actions", JsonArray.ofObjects(value.actions(), ActionTermsCodec::toJson))
                .put("users", JsonArray.ofObjects(value.users(), CredentialCodec::toJson))
                .put("applications", JsonArray.ofObjects(value.applications(), CredentialCodec::toJson))
                .put("window", TimeWindowCodec.toJson(value.window()))
                .put("fields", JsonArray.ofStrings(value.fields()))
                .put("duties", JsonArray.ofConstants(value.duties()))
                .put("prohibitions", JsonArray.ofConstants(value.prohibitions()))
                .put("consent", value.consent())
                .put("viewing", ViewingBoundsCodec.toJson(value.viewing()))
                .putValueIfPresent("bounds", value.bounds().map(UsageBoundsCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static GrantTerms fromJson(JsonObject object) {
        JsonObject json = object.orNamed("grant terms")
                .requireOnly(
                        "resourceId",
                        "scenarioId",
                        "actions",
                        "users",
                        "applications",
                        "window",
                        "fields",
                        "duties",
                        "prohibitions",
                        "consent",
                        "viewing",
                        "bounds");
        return new GrantTerms(
                json.string("resourceId"),
                json.string("scenarioId"),
                json.array("actions").objects(ActionTermsCodec::fromJson),
                json.array("users").objects(CredentialCodec::fromJson),
                json.array("applications").objects(CredentialCodec::fromJson),
                json.object("window", TimeWindowCodec::fromJson),
                json.array("fields").strings(),
                json.array("duties").constants(Duty.class),
                json.array("prohibitions").constants(Prohibition.class),
                json.constant("consent", ConsentRule.class),
                json.object("viewing", ViewingBoundsCodec::fromJson),
                json.optionalObject("bounds").map(UsageBoundsCodec::fromJson));
    }

    /** SHA-256 of the canonical JSON: what people countersign. */
    public static Digest32 hash(GrantTerms value) {
        return Digest32.of(HashFunction.sha256().hash(CanonicalJson.bytes(toJson(value))));
    }
}
