package io.kontor.model.member;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link MemberKey} (docs/spec/records.md). */
public final class MemberKeyCodec {

    private MemberKeyCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(MemberKey value) {
        return JsonObject.builder()
                .put("keyId", value.keyId())
                .put("use", value.use())
                .put("fingerprint", value.fingerprint().hex())
                .put("publicKey", value.publicKey())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static MemberKey fromJson(JsonObject object) {
        JsonObject json = object.orNamed("member key").requireOnly("keyId", "use", "fingerprint", "publicKey");
        return new MemberKey(
                json.string("keyId"),
                json.constant("use", KeyUse.class),
                json.string("fingerprint", Digest32::fromHex),
                json.string("publicKey"));
    }
}
