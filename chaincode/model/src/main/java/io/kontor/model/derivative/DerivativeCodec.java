package io.kontor.model.derivative;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.SignatureCodec;

/** The JSON form of {@link Derivative} (docs/spec/records.md). */
public final class DerivativeCodec {

    private DerivativeCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(Derivative value) {
        return JsonObject.builder()
                .put("derivativeId", value.derivativeId())
                .put("grantId", value.grantId())
                .put("supplier", value.supplier())
                .put("buyer", value.buyer())
                .put("digest", value.digest().hex())
                .put("title", value.title())
                .put("use", value.use())
                .put("calls", JsonArray.ofObjects(value.calls(), ParentCallCodec::toJson))
                .put("derivedFrom", JsonArray.ofStrings(value.derivedFrom()))
                .put("status", value.status())
                .put("submission", SignatureCodec.toJson(value.submission()))
                .putValueIfPresent("decision", value.decision().map(SignatureCodec::toJson))
                .putIfPresent("reason", value.reason())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static Derivative fromJson(JsonObject object) {
        JsonObject json = object.orNamed("derivative")
                .requireOnly(
                        "derivativeId",
                        "grantId",
                        "supplier",
                        "buyer",
                        "digest",
                        "title",
                        "use",
                        "calls",
                        "derivedFrom",
                        "status",
                        "submission",
                        "decision",
                        "reason");
        return new Derivative(
                json.string("derivativeId"),
                json.string("grantId"),
                json.string("supplier"),
                json.string("buyer"),
                json.string("digest", Digest32::fromHex),
                json.string("title"),
                json.string("use"),
                json.array("calls").objects(ParentCallCodec::fromJson),
                json.array("derivedFrom").strings(),
                json.constant("status", DerivativeStatus.class),
                json.object("submission", SignatureCodec::fromJson),
                json.optionalObject("decision").map(SignatureCodec::fromJson),
                json.optionalString("reason"));
    }
}
