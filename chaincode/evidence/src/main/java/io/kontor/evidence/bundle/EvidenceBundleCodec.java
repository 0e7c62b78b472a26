package io.kontor.evidence.bundle;

import io.kontor.evidence.block.SignedBlockCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.rejection.MalformedException;

/** The canonical JSON of a bundle (EVD-1). */
public final class EvidenceBundleCodec {

    private static final int VERSION = 2;

    private EvidenceBundleCodec() {}

    /** The file's bytes. */
    public static byte[] write(EvidenceBundle bundle) {
        JsonObject receipt = JsonObject.builder().put("leaf", bundle.leaf()).build();
        JsonObject anchor = JsonObject.builder()
                .put("transactionId", bundle.transactionId())
                .put("status", call(bundle.status()))
                .build();
        JsonObject json = JsonObject.builder()
                .put("version", VERSION)
                .put("level", bundle.level())
                .put("channel", bundle.channel())
                .put("chaincode", bundle.chaincode())
                .put("receipt", receipt)
                .put("inclusion", InclusionProofCodec.toJson(bundle.inclusion()))
                .put("head", SignedTreeHeadCodec.toJson(bundle.head()))
                .putValueIfPresent("consistency", bundle.consistency().map(EvidenceBundleCodec::later))
                .put("anchor", anchor)
                .putValueIfPresent("order", bundle.order().map(EvidenceBundleCodec::order))
                .build();
        return CanonicalJson.bytes(json, EvidenceBundle.MAX_BYTES);
    }

    /**
     * Reads the file's bytes.
     *
     * @throws MalformedException when they are no bundle in canonical form
     */
    public static EvidenceBundle read(byte[] bytes) {
        JsonObject json =
                CanonicalJson.parseCanonical(bytes, EvidenceBundle.MAX_BYTES).named("bundle");
        if (json.longValue("version") != VERSION) {
            throw new MalformedException(
                    "Cannot read bundle: version " + json.longValue("version") + ", must be " + VERSION);
        }
        json.requireOnly(
                "version",
                "level",
                "channel",
                "chaincode",
                "receipt",
                "inclusion",
                "head",
                "consistency",
                "anchor",
                "order");
        JsonObject anchor = json.object("anchor").requireOnly("transactionId", "status");
        EvidenceBundle bundle = new EvidenceBundle(
                json.string("channel"),
                json.string("chaincode"),
                json.object("receipt").requireOnly("leaf").string("leaf"),
                json.object("inclusion", InclusionProofCodec::fromJson),
                json.object("head", SignedTreeHeadCodec::fromJson),
                json.optionalObject("consistency").map(EvidenceBundleCodec::later),
                anchor.string("transactionId"),
                anchor.object("status", EvidenceBundleCodec::call),
                json.optionalObject("order").map(EvidenceBundleCodec::order));
        if (!json.string("level").equals(bundle.level())) {
            throw new MalformedException("Cannot read bundle: level '" + json.string("level") + "', must be '"
                    + bundle.level() + "' for what it holds");
        }
        return bundle;
    }

    private static JsonObject call(EndorsedCall call) {
        return JsonObject.builder()
                .put("attestedBy", JsonArray.ofStrings(call.attestedBy()))
                .put("payload", call.payload())
                .build();
    }

    private static EndorsedCall call(JsonObject json) {
        json.requireOnly("attestedBy", "payload");
        return new EndorsedCall(json.array("attestedBy").strings(), json.string("payload"));
    }

    private static JsonObject order(OrderProof order) {
        return JsonObject.builder()
                .put("block", SignedBlockCodec.block(order.block()))
                .put("position", order.position())
                .put("value", SignedBlockCodec.text(order.block().value()))
                .put("signedBy", JsonArray.ofLongs(order.signedBy()))
                .put("signatures", SignedBlockCodec.signatures(order.block()))
                .put("headers", SignedBlockCodec.headers(order.headers()))
                .put("link", call(order.link()))
                .build();
    }

    private static OrderProof order(JsonObject json) {
        json.requireOnly("block", "position", "value", "signedBy", "signatures", "headers", "link");
        return new OrderProof(
                SignedBlockCodec.read(json.object("block"), json.string("value"), json.array("signatures")),
                json.intValue("position"),
                json.array("signedBy").longs(),
                SignedBlockCodec.headers(json.array("headers")),
                json.object("link", EvidenceBundleCodec::call));
    }

    private static JsonObject later(LaterHead later) {
        return JsonObject.builder()
                .put("to", SignedTreeHeadCodec.toJson(later.to()))
                .put(
                        "path",
                        JsonArray.ofStrings(
                                later.path().stream().map(Digest32::hex).toList()))
                .build();
    }

    private static LaterHead later(JsonObject json) {
        json.requireOnly("to", "path");
        return new LaterHead(
                json.object("to", SignedTreeHeadCodec::fromJson),
                json.array("path").strings(Digest32::fromHex));
    }
}
