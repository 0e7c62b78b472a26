package io.kontor.model.consent;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;

/** The JSON form of {@link ConsentDocument} (docs/spec/records.md). */
public final class ConsentDocumentCodec {

    private ConsentDocumentCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ConsentDocument value) {
        return JsonObject.builder()
                .put("consentId", value.consentId())
                .put("subject", value.subject())
                .put("items", JsonArray.ofStrings(value.items()))
                .put("recipient", value.recipient())
                .put("resourceId", value.resourceId())
                .put("scenarioId", value.scenarioId())
                .put("validFrom", value.validFrom())
                .put("validUntil", value.validUntil())
                .put("salt", value.salt())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ConsentDocument fromJson(JsonObject object) {
        JsonObject json = object.orNamed("consent document")
                .requireOnly(
                        "consentId",
                        "subject",
                        "items",
                        "recipient",
                        "resourceId",
                        "scenarioId",
                        "validFrom",
                        "validUntil",
                        "salt");
        return new ConsentDocument(
                json.string("consentId"),
                json.string("subject"),
                json.array("items").strings(),
                json.string("recipient"),
                json.string("resourceId"),
                json.string("scenarioId"),
                json.longValue("validFrom"),
                json.longValue("validUntil"),
                json.string("salt"));
    }

    /** SHA-256 of the canonical JSON: what a claim presents (CNS-1). */
    public static Digest32 hash(ConsentDocument value) {
        return Digest32.of(HashFunction.sha256().hash(CanonicalJson.bytes(toJson(value))));
    }
}
