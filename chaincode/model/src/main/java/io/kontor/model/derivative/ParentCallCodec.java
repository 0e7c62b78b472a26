package io.kontor.model.derivative;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link ParentCall} (docs/spec/records.md). */
public final class ParentCallCodec {

    private ParentCallCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ParentCall value) {
        return JsonObject.builder()
                .put("logId", value.logId())
                .put("index", value.index())
                .put("callId", value.callId())
                .put("leafHash", value.leafHash().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ParentCall fromJson(JsonObject object) {
        JsonObject json = object.orNamed("parent call").requireOnly("logId", "index", "callId", "leafHash");
        return new ParentCall(
                json.string("logId"),
                json.longValue("index"),
                json.string("callId"),
                json.string("leafHash", Digest32::fromHex));
    }
}
