package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.RejectionCode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Records of the consumer's journal, canonical JSON each (JNL-8). */
enum ConsumerRecord {
    /** A call was asked. */
    ASKED(1),
    /** A receipt arrived. */
    ANSWERED(2),
    /** A call was answered by a code without a receipt. */
    CODE(3),
    /** A signed head was taken by the supplier. */
    HEAD(4),
    /** Something is not as it must be. */
    DIFFERENCE(5),
    /** The receipts at some indexes of a log are proven, or are differences. */
    PROVEN(6);

    private final int number;

    ConsumerRecord(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<ConsumerRecord> ofNumber(int number) {
        return Stream.of(values()).filter(type -> type.number == number).findFirst();
    }

    static JsonObject asked(AskedCall asked, long at) {
        return call(asked)
                .put("grantId", asked.body().grantId())
                .put("requestDigest", asked.requestDigest().hex())
                .put("at", at)
                .build();
    }

    static JsonObject answered(byte[] leaf) {
        return JsonObject.builder()
                .put("leaf", Base64.getEncoder().encodeToString(leaf))
                .build();
    }

    static JsonObject code(AskedCall asked, RejectionCode code) {
        return call(asked).put("code", code).build();
    }

    static JsonObject taken(ConsumerHead head) {
        return headFields(head.head()).put("grantId", head.grantId()).build();
    }

    static JsonObject proven(String logId, List<Long> indexes) {
        return JsonObject.builder()
                .put("logId", logId)
                .put("indexes", JsonArray.ofLongs(indexes))
                .build();
    }

    static byte[] headBody(SignedTreeHead head) {
        return CanonicalJson.bytes(headFields(head).build());
    }

    static SignedTreeHead head(JsonObject json) {
        return new SignedTreeHead(
                "consumer:" + json.string("grantId"),
                0,
                json.longValue("treeSize"),
                json.string("rootHash", Digest32::fromHex),
                json.longValue("time"),
                json.string("signature"));
    }

    private static JsonObjectBuilder headFields(SignedTreeHead head) {
        return JsonObject.builder()
                .put("treeSize", head.treeSize())
                .put("rootHash", head.rootHash().hex())
                .put("time", head.time())
                .put("signature", head.signature());
    }

    private static JsonObjectBuilder call(AskedCall asked) {
        return JsonObject.builder()
                .put("session", asked.envelope().session())
                .put("sequence", asked.envelope().sequence())
                .put("callId", asked.envelope().callId());
    }
}
