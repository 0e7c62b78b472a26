package io.kontor.evidence.channel;

import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.block.SignedBlockCodec;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;

/** The canonical JSON of a channel's history (TRU-4). */
public final class ChannelHistoryCodec {

    /** The largest history in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int VERSION = 1;

    private ChannelHistoryCodec() {}

    /** The file's bytes. */
    public static byte[] write(ChannelHistory history) {
        JsonObject json = JsonObject.builder()
                .put("version", VERSION)
                .put("configurations", JsonArray.ofObjects(history.configurations(), ChannelHistoryCodec::block))
                .put(
                        "definitions",
                        JsonArray.ofObjects(
                                history.definitions(),
                                defining -> JsonObject.builder()
                                        .put("block", block(defining.block()))
                                        .put("position", defining.position())
                                        .build()))
                .build();
        return CanonicalJson.bytes(json, MAX_BYTES);
    }

    /**
     * Reads the file's bytes.
     *
     * @throws MalformedException when they are no history in canonical form
     */
    public static ChannelHistory read(byte[] bytes) {
        JsonObject json = CanonicalJson.parseCanonical(bytes, MAX_BYTES)
                .named("history")
                .requireOnly("version", "configurations", "definitions");
        if (json.longValue("version") != VERSION) {
            throw new MalformedException(
                    "Cannot read history: version " + json.longValue("version") + ", must be " + VERSION);
        }
        return new ChannelHistory(
                json.array("configurations").objects(ChannelHistoryCodec::block),
                json.array("definitions").objects(defining -> {
                    defining.requireOnly("block", "position");
                    SignedBlock block = defining.object("block", ChannelHistoryCodec::block);
                    BlockPosition at = new BlockPosition(block.header().number(), defining.longValue("position"));
                    return new ChannelHistory.Defining(block, Math.toIntExact(at.transaction()));
                }));
    }

    private static JsonObject block(SignedBlock block) {
        return JsonObject.builder()
                .put("block", SignedBlockCodec.block(block))
                .put("value", SignedBlockCodec.text(block.value()))
                .put("signatures", SignedBlockCodec.signatures(block))
                .build();
    }

    private static SignedBlock block(JsonObject json) {
        json.requireOnly("block", "value", "signatures");
        return SignedBlockCodec.read(json.object("block"), json.string("value"), json.array("signatures"));
    }
}
