package io.kontor.evidence.trust;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;

/** The canonical JSON of a trust file (TRU-1). */
public final class TrustFileCodec {

    /** The largest trust file in bytes. */
    public static final int MAX_BYTES = 8 << 20;

    private static final int VERSION = 2;

    private TrustFileCodec() {}

    /** The file's bytes. */
    public static byte[] write(TrustFile trust) {
        JsonObject json = JsonObject.builder()
                .put("version", VERSION)
                .put("ledger", trust.ledger())
                .put("channel", trust.channel())
                .put("chaincode", trust.chaincode())
                .put("epochs", JsonArray.ofObjects(trust.epochs(), EpochCodec::toJson))
                .put("definitions", JsonArray.ofObjects(trust.definitions(), TrustFileCodec::definition))
                .put("keyClasses", JsonArray.ofObjects(trust.keyClasses(), TrustFileCodec::keyClass))
                .put("attestation", RuleCodec.toJson(trust.attestation()))
                .build();
        return CanonicalJson.bytes(json, MAX_BYTES);
    }

    /**
     * Reads the file's bytes.
     *
     * @throws MalformedException when they are no trust file in canonical form
     */
    public static TrustFile read(byte[] bytes) {
        JsonObject json = CanonicalJson.parseCanonical(bytes, MAX_BYTES).named("trust file");
        if (json.longValue("version") != VERSION) {
            throw new MalformedException(
                    "Cannot read trust file: version " + json.longValue("version") + ", must be " + VERSION);
        }
        json.requireOnly(
                "version", "ledger", "channel", "chaincode", "epochs", "definitions", "keyClasses", "attestation");
        return new TrustFile(
                json.constant("ledger", LedgerKind.class),
                json.string("channel"),
                json.string("chaincode"),
                json.array("epochs").objects(EpochCodec::fromJson),
                json.array("definitions").objects(TrustFileCodec::definition),
                json.array("keyClasses").objects(TrustFileCodec::keyClass),
                json.object("attestation", RuleCodec::fromJson));
    }

    private static JsonObject definition(Definition definition) {
        return JsonObject.builder()
                .put("block", definition.at().block())
                .put("transaction", definition.at().transaction())
                .put("sequence", definition.sequence())
                .put("version", definition.version())
                .putValueIfPresent("policy", definition.policy().map(RuleCodec::toJson))
                .build();
    }

    private static Definition definition(JsonObject json) {
        json.requireOnly("block", "transaction", "sequence", "version", "policy");
        return new Definition(
                new BlockPosition(json.longValue("block"), json.longValue("transaction")),
                json.longValue("sequence"),
                json.string("version"),
                json.optionalObject("policy").map(RuleCodec::fromJson));
    }

    private static JsonObject keyClass(KeyClassRule rule) {
        return JsonObject.builder()
                .put("keyClass", rule.keyClass())
                .put("city", rule.city())
                .put("rule", RuleCodec.toJson(rule.rule()))
                .build();
    }

    private static KeyClassRule keyClass(JsonObject json) {
        json.requireOnly("keyClass", "city", "rule");
        return new KeyClassRule(json.string("keyClass"), json.string("city"), json.object("rule", RuleCodec::fromJson));
    }
}
