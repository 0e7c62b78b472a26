package io.kontor.usage.consumer;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.SignedTreeHead;

/**
 * The consumer's signed head of one agreement.
 *
 * @param grantId agreement
 * @param head the head
 * @param body canonical JSON body of its request (SES-8)
 */
@SuppressWarnings("ArrayRecordComponent")
public record ConsumerHead(String grantId, SignedTreeHead head, byte[] body) {

    static ConsumerHead of(String grantId, SignedTreeHead head) {
        JsonObject body = JsonObject.builder()
                .put("treeSize", head.treeSize())
                .put("rootHash", head.rootHash().hex())
                .put("time", head.time())
                .put("signature", head.signature())
                .build();
        return new ConsumerHead(grantId, head, CanonicalJson.bytes(body));
    }
}
