package io.kontor.model.merkle;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link TreeHead} (docs/spec/records.md). */
public final class TreeHeadCodec {

    private TreeHeadCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(TreeHead value) {
        return JsonObject.builder()
                .put("treeSize", value.treeSize())
                .put("rootHash", value.rootHash().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static TreeHead fromJson(JsonObject object) {
        JsonObject json = object.orNamed("tree head").requireOnly("treeSize", "rootHash");
        return new TreeHead(json.longValue("treeSize"), json.string("rootHash", Digest32::fromHex));
    }
}
