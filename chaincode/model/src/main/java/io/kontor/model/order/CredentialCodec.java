package io.kontor.model.order;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link Credential} (docs/spec/records.md). */
public final class CredentialCodec {

    private CredentialCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Credential value) {
        return JsonObject.builder()
                .put("pseudonym", value.pseudonym().hex())
                .put("fingerprint", value.fingerprint().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Credential fromJson(JsonObject object) {
        JsonObject json = object.orNamed("credential").requireOnly("pseudonym", "fingerprint");
        return new Credential(
                json.string("pseudonym", Digest32::fromHex), json.string("fingerprint", Digest32::fromHex));
    }
}
