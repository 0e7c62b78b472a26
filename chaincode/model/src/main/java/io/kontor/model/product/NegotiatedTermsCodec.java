package io.kontor.model.product;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;

/** The JSON form of {@link NegotiatedTerms} (docs/spec/records.md). */
public final class NegotiatedTermsCodec {

    private NegotiatedTermsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(NegotiatedTerms value) {
        return JsonObject.builder()
                .put("orderId", value.orderId())
                .put("tariff", ProductTariffCodec.toJson(value.tariff()))
                .put("salt", value.salt().hex())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static NegotiatedTerms fromJson(JsonObject object) {
        JsonObject json = object.orNamed("negotiated terms").requireOnly("orderId", "tariff", "salt");
        return new NegotiatedTerms(
                json.string("orderId"),
                json.object("tariff", ProductTariffCodec::fromJson),
                json.string("salt", Digest32::fromHex));
    }

    /** SHA-256 of the canonical JSON: what stands on the channel. */
    public static Digest32 digest(NegotiatedTerms value) {
        return Digest32.of(HashFunction.sha256().hash(CanonicalJson.bytes(toJson(value))));
    }
}
