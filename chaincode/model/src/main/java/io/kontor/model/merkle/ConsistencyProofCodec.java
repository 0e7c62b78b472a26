package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link ConsistencyProof} (docs/spec/records.md). */
public final class ConsistencyProofCodec {

    private ConsistencyProofCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ConsistencyProof value) {
        return JsonObject.builder()
                .put("firstSize", value.firstSize())
                .put("secondSize", value.secondSize())
                .put(
                        "path",
                        JsonArray.ofStrings(
                                value.path().stream().map(Digest32::hex).toList()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ConsistencyProof fromJson(JsonObject object) {
        JsonObject json = object.orNamed("consistency proof").requireOnly("firstSize", "secondSize", "path");
        return new ConsistencyProof(
                json.longValue("firstSize"),
                json.longValue("secondSize"),
                json.array("path").strings(Digest32::fromHex));
    }
}
