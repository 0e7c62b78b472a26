package io.kontor.evidence.bundle;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.rejection.MalformedException;

/** The canonical JSON of a bundle (EVD-1). */
public final class EvidenceBundleCodec {

    private static final int VERSION = 1;
    private static final String LEVEL = "attested";

    private EvidenceBundleCodec() {}

    /** The file's bytes. */
    public static byte[] write(EvidenceBundle bundle) {
        JsonObject receipt = JsonObject.builder().put("leaf", bundle.leaf()).build();
        JsonObject anchor = JsonObject.builder()
                .put("transactionId", bundle.transactionId())
                .put("status", bundle.status())
                .build();
        JsonObject json = JsonObject.builder()
                .put("version", VERSION)
                .put("level", LEVEL)
                .put("channel", bundle.channel())
                .put("chaincode", bundle.chaincode())
                .put("receipt", receipt)
                .put("inclusion", InclusionProofCodec.toJson(bundle.inclusion()))
                .put("head", SignedTreeHeadCodec.toJson(bundle.head()))
                .putValueIfPresent("consistency", bundle.consistency().map(EvidenceBundleCodec::later))
                .put("anchor", anchor)
                .build();
        return CanonicalJson.bytes(json, EvidenceBundle.MAX_BYTES);
    }

    /**
     * Reads the file's bytes.
     *
     * @throws MalformedException when they are no bundle in canonical form
     */
    public static EvidenceBundle read(byte[] bytes) {
        JsonObject json = CanonicalJson.parseCanonical(bytes, EvidenceBundle.MAX_BYTES)
                .named("bundle")
                .requireOnly(
                        "version",
                        "level",
                        "channel",
                        "chaincode",
                        "receipt",
                        "inclusion",
                        "head",
                        "consistency",
                        "anchor");
        if (json.longValue("version") != VERSION || !json.string("level").equals(LEVEL)) {
            throw new MalformedException("Cannot read bundle: version " + json.longValue("version") + " and level '"
                    + json.string("level") + "', must be " + VERSION + " and '" + LEVEL + "'");
        }
        JsonObject anchor = json.object("anchor").requireOnly("transactionId", "status");
        return new EvidenceBundle(
                json.string("channel"),
                json.string("chaincode"),
                json.object("receipt").requireOnly("leaf").string("leaf"),
                json.object("inclusion", InclusionProofCodec::fromJson),
                json.object("head", SignedTreeHeadCodec::fromJson),
                json.optionalObject("consistency").map(EvidenceBundleCodec::later),
                anchor.string("transactionId"),
                anchor.string("status"));
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
