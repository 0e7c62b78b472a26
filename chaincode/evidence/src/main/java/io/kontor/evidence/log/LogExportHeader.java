package io.kontor.evidence.log;

import io.kontor.model.id.Checks;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.rejection.MalformedException;

/**
 * The first line of a log export (LEX-1).
 *
 * @param publicKey base64 of the log key's SubjectPublicKeyInfo
 * @param head the head over all entries that follow
 */
public record LogExportHeader(String publicKey, SignedTreeHead head) {

    private static final int VERSION = 1;
    private static final int MAX_KEY = 1_024;

    public LogExportHeader {
        Checks.base64("public key", publicKey, MAX_KEY);
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("version", VERSION)
                .put("publicKey", publicKey)
                .put("head", SignedTreeHeadCodec.toJson(head))
                .build();
    }

    static LogExportHeader fromJson(JsonObject object) {
        JsonObject json = object.orNamed("log export").requireOnly("version", "publicKey", "head");
        if (json.longValue("version") != VERSION) {
            throw new MalformedException(
                    "Cannot read log export: version " + json.longValue("version") + ", must be " + VERSION);
        }
        return new LogExportHeader(json.string("publicKey"), SignedTreeHeadCodec.fromJson(json.object("head")));
    }
}
