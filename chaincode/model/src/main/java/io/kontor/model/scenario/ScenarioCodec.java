package io.kontor.model.scenario;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Scenario} (docs/spec/records.md). */
public final class ScenarioCodec {

    private ScenarioCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Scenario value) {
        return JsonObject.builder()
                .put("scenarioId", value.scenarioId())
                .put("authorisationId", value.authorisationId())
                .put("cityId", value.cityId())
                .put("operator", value.operator())
                .put("title", value.title())
                .put("purpose", value.purpose())
                .put("items", JsonArray.ofStrings(value.items()))
                .put("resources", JsonArray.ofStrings(value.resources()))
                .put("planDigest", value.planDigest().hex())
                .put("status", value.status())
                .putIfPresent("approvalRef", value.approvalRef())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Scenario fromJson(JsonObject object) {
        JsonObject json = object.orNamed("scenario")
                .requireOnly(
                        "scenarioId",
                        "authorisationId",
                        "cityId",
                        "operator",
                        "title",
                        "purpose",
                        "items",
                        "resources",
                        "planDigest",
                        "status",
                        "approvalRef");
        return new Scenario(
                json.string("scenarioId"),
                json.string("authorisationId"),
                json.string("cityId"),
                json.string("operator"),
                json.string("title"),
                json.string("purpose"),
                json.array("items").strings(),
                json.array("resources").strings(),
                json.string("planDigest", Digest32::fromHex),
                json.constant("status", ScenarioStatus.class),
                json.optionalString("approvalRef"));
    }
}
