package io.kontor.usage.consumer;

import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.TreeHead;
import io.kontor.usage.journal.RecordSink;
import java.util.Base64;
import java.util.List;

/**
 * What is stated about the deletion of a grant's content (CNJ-7).
 *
 * @param grantId grant
 * @param deleted what was deleted
 * @param at own clock, epoch milliseconds
 */
record Deletion(String grantId, List<String> deleted, long at) {

    /** Signs the statement and writes it; holds the journal's state. */
    static DeletionStatement write(
            Deletion deletion, SigningKey memberKey, HashFunction hash, RecordSink sink, Holding holding) {
        String statement = deletion.statement(memberKey, holding.head(), holding.receipts());
        byte[] bytes = CanonicalJson.bytes(CanonicalJson.parse(statement));
        String signature = Base64.getEncoder().encodeToString(memberKey.sign(bytes));
        DeletionStatement stated = DeletionStatement.of(hash, statement, signature);
        sink.add(
                RecordKind.DELETED,
                CanonicalJson.bytes(JsonObject.builder()
                        .put("grantId", deletion.grantId)
                        .put("statement", statement)
                        .put("signature", signature)
                        .build()));
        holding.deleted(stated);
        return stated;
    }

    private String statement(SigningKey memberKey, TreeHead head, int receipts) {
        return CanonicalJson.write(JsonObject.builder()
                .put("type", "kontor-deletion-v1")
                .put("grantId", grantId)
                .put("deleted", JsonArray.ofStrings(deleted))
                .put(
                        "kept",
                        JsonObject.builder()
                                .put("receipts", receipts)
                                .put("treeSize", head.treeSize())
                                .put("rootHash", head.rootHash().hex())
                                .build())
                .put("statedAt", at)
                .put("memberKey", memberKey.verifyingKey().fingerprint().toString())
                .build());
    }
}
