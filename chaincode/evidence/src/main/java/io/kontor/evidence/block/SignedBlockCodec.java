package io.kontor.evidence.block;

import com.google.protobuf.ByteString;
import io.kontor.model.id.Checks;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** The JSON of blocks: in bundles (EVD-1) and in the history of a channel (TRU-4). */
public final class SignedBlockCodec {

    private static final int MAX_BYTES = 8 << 20;

    private SignedBlockCodec() {}

    /** Header and envelopes. */
    public static JsonObject block(SignedBlock block) {
        return JsonObject.builder()
                .put("number", block.header().number())
                .put("previousHash", block.header().previousHash())
                .put("dataHash", block.header().dataHash().hex())
                .put(
                        "envelopes",
                        JsonArray.ofStrings(block.envelopes().stream()
                                .map(SignedBlockCodec::text)
                                .toList()))
                .build();
    }

    /** The signatures. */
    public static JsonArray signatures(SignedBlock block) {
        return JsonArray.ofObjects(
                block.signatures(),
                one -> JsonObject.builder()
                        .put("identifierHeader", text(one.identifierHeader()))
                        .put("signature", text(one.signature()))
                        .build());
    }

    /** Reads what {@link #block} and {@link #signatures} wrote. */
    public static SignedBlock read(JsonObject block, String value, JsonArray signatures) {
        block.requireOnly("number", "previousHash", "dataHash", "envelopes");
        JsonObject header = JsonObject.builder()
                .put("number", block.longValue("number"))
                .put("previousHash", block.string("previousHash"))
                .put("dataHash", block.string("dataHash"))
                .build();
        List<ByteString> envelopes = block.array("envelopes").strings(text -> bytes("envelope", text));
        return new SignedBlock(
                BlockHeader.fromJson(header),
                envelopes,
                value.isEmpty() ? ByteString.EMPTY : bytes("value", value),
                signatures.objects(SignedBlockCodec::signature));
    }

    /** Headers alone. */
    public static JsonArray headers(Collection<BlockHeader> headers) {
        return JsonArray.ofObjects(headers, BlockHeader::toJson);
    }

    /** Reads headers. */
    public static List<BlockHeader> headers(JsonArray headers) {
        return headers.objects(BlockHeader::fromJson);
    }

    private static OrdererSignature signature(JsonObject json) {
        json.requireOnly("identifierHeader", "signature");
        return BlockCopies.signature(
                bytes("identifier header", json.string("identifierHeader")),
                bytes("signature", json.string("signature")));
    }

    /** Base64 of some bytes. */
    public static String text(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static ByteString bytes(String kind, String text) {
        return ByteString.copyFrom(Base64.getDecoder().decode(Checks.base64(kind, text, MAX_BYTES)));
    }
}
