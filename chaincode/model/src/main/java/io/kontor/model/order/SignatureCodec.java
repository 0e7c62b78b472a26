package io.kontor.model.order;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Signature} (docs/spec/records.md). */
public final class SignatureCodec {

    private SignatureCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Signature value) {
        return JsonObject.builder()
                .put("participantId", value.participantId())
                .put("fingerprint", value.fingerprint().hex())
                .put("transactionId", value.transactionId())
                .put("at", value.at())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Signature fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("signature").requireOnly("participantId", "fingerprint", "transactionId", "at");
        return new Signature(
                json.string("participantId"),
                json.string("fingerprint", Digest32::fromHex),
                json.string("transactionId"),
                json.longValue("at"));
    }
}
