package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link SignedTreeHead} (docs/spec/records.md). */
public final class SignedTreeHeadCodec {

    private SignedTreeHeadCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(SignedTreeHead value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("epoch", value.epoch())
                .put("treeSize", value.treeSize())
                .put("rootHash", value.rootHash().hex())
                .put("time", value.time())
                .put("signature", value.signature())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static SignedTreeHead fromJson(JsonObject object) {
        JsonObject json = object.orNamed("signed tree head")
                .requireOnly("logId", "epoch", "treeSize", "rootHash", "time", "signature");
        return new SignedTreeHead(
                json.string("logId"),
                json.longValue("epoch"),
                json.longValue("treeSize"),
                json.string("rootHash", Digest32::fromHex),
                json.longValue("time"),
                json.string("signature"));
    }
}
