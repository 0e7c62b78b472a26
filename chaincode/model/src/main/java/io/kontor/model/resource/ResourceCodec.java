package io.kontor.model.resource;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Resource} (docs/spec/records.md). */
public final class ResourceCodec {

    private ResourceCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Resource value) {
        return JsonObject.builder()
                .put("resourceId", value.resourceId())
                .put("supplier", value.supplier())
                .put("cityId", value.cityId())
                .put("title", value.title())
                .put("dataClass", value.dataClass())
                .put("grade", value.grade())
                .put("personalData", value.personalData())
                .put("dictionary", JsonArray.ofObjects(value.dictionary(), DataItemCodec::toJson))
                .put("legalityDigest", value.legalityDigest().hex())
                .put("status", value.status())
                .putIfPresent("code", value.code())
                .put("recognisedBy", JsonArray.ofStrings(value.recognisedBy()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Resource fromJson(JsonObject object) {
        JsonObject json = object.orNamed("resource")
                .requireOnly(
                        "resourceId",
                        "supplier",
                        "cityId",
                        "title",
                        "dataClass",
                        "grade",
                        "personalData",
                        "dictionary",
                        "legalityDigest",
                        "status",
                        "code",
                        "recognisedBy");
        return new Resource(
                json.string("resourceId"),
                json.string("supplier"),
                json.string("cityId"),
                json.string("title"),
                json.constant("dataClass", DataClass.class),
                json.intValue("grade"),
                json.constant("personalData", PersonalData.class),
                json.array("dictionary").objects(DataItemCodec::fromJson),
                json.string("legalityDigest", Digest32::fromHex),
                json.constant("status", ResourceStatus.class),
                json.optionalString("code"),
                json.array("recognisedBy").strings());
    }
}
