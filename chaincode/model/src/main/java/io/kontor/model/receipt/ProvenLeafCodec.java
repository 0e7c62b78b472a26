package io.kontor.model.receipt;

import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProofCodec;

/** The JSON form of {@link ProvenLeaf} (docs/spec/records.md). */
public final class ProvenLeafCodec {

    private ProvenLeafCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ProvenLeaf value) {
        return JsonObject.builder()
                .put("leaf", value.leaf())
                .put("proof", InclusionProofCodec.toJson(value.proof()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ProvenLeaf fromJson(JsonObject object) {
        JsonObject json = object.orNamed("proven leaf").requireOnly("leaf", "proof");
        return new ProvenLeaf(json.string("leaf"), json.object("proof", InclusionProofCodec::fromJson));
    }
}
