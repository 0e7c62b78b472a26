package io.kontor.model.derivative;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.ProvenLeafCodec;

/** The JSON form of {@link DerivativeSubmission} (docs/spec/records.md). */
public final class DerivativeSubmissionCodec {

    private DerivativeSubmissionCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(DerivativeSubmission value) {
        return JsonObject.builder()
                .put("derivativeId", value.derivativeId())
                .put("grantId", value.grantId())
                .put("digest", value.digest().hex())
                .put("title", value.title())
                .put("use", value.use())
                .put("calls", JsonArray.ofObjects(value.calls(), ProvenLeafCodec::toJson))
                .put("derivedFrom", JsonArray.ofStrings(value.derivedFrom()))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static DerivativeSubmission fromJson(JsonObject object) {
        JsonObject json = object.orNamed("derivative submission")
                .requireOnly("derivativeId", "grantId", "digest", "title", "use", "calls", "derivedFrom");
        return new DerivativeSubmission(
                json.string("derivativeId"),
                json.string("grantId"),
                json.string("digest", Digest32::fromHex),
                json.string("title"),
                json.string("use"),
                json.array("calls").objects(ProvenLeafCodec::fromJson),
                json.array("derivedFrom").strings());
    }
}
