package io.kontor.model.settlement;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link MissingReceipt} (docs/spec/records.md). */
public final class MissingReceiptCodec {

    private MissingReceiptCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(MissingReceipt value) {
        return JsonObject.builder()
                .put("missingAt", value.missingAt())
                .put("logId", value.logId())
                .put("index", value.index())
                .put("callId", value.callId())
                .put("leafHash", value.leafHash().hex())
                .put("usage", value.usage())
                .put("namedBy", value.namedBy())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static MissingReceipt fromJson(JsonObject object) {
        JsonObject json = object.orNamed("missing receipt")
                .requireOnly("missingAt", "logId", "index", "callId", "leafHash", "usage", "namedBy");
        return new MissingReceipt(
                json.constant("missingAt", MissingReceipt.Side.class),
                json.string("logId"),
                json.longValue("index"),
                json.string("callId"),
                json.string("leafHash", Digest32::fromHex),
                json.longValue("usage"),
                json.string("namedBy"));
    }
}
