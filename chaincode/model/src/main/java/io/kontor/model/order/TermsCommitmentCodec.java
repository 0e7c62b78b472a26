package io.kontor.model.order;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link TermsCommitment} (docs/spec/records.md). */
public final class TermsCommitmentCodec {

    private TermsCommitmentCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(TermsCommitment value) {
        return JsonObject.builder()
                .put("cities", JsonArray.ofStrings(value.cities()))
                .put("digest", value.digest().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static TermsCommitment fromJson(JsonObject object) {
        JsonObject json = object.orNamed("terms commitment").requireOnly("cities", "digest");
        return new TermsCommitment(json.array("cities").strings(), json.string("digest", Digest32::fromHex));
    }
}
