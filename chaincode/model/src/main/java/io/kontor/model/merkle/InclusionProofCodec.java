package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link InclusionProof} (docs/spec/records.md). */
public final class InclusionProofCodec {

    private InclusionProofCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(InclusionProof value) {
        return JsonObject.builder()
                .put("leafIndex", value.leafIndex())
                .put("treeSize", value.treeSize())
                .put(
                        "auditPath",
                        JsonArray.ofStrings(
                                value.auditPath().stream().map(Digest32::hex).toList()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static InclusionProof fromJson(JsonObject object) {
        JsonObject json = object.orNamed("inclusion proof").requireOnly("leafIndex", "treeSize", "auditPath");
        return new InclusionProof(
                json.longValue("leafIndex"),
                json.longValue("treeSize"),
                json.array("auditPath").strings(Digest32::fromHex));
    }
}
