package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.nio.charset.StandardCharsets;

/**
 * The member's signed statement that it deleted what it held of an ended grant (CNJ-7).
 *
 * @param statement canonical JSON
 * @param digest the suite's digest of its bytes, for the ledger
 * @param signature by the member's connector key over its bytes, base64 DER
 */
public record DeletionStatement(String statement, Digest32 digest, String signature) {

    static DeletionStatement of(HashFunction hash, String statement, String signature) {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        return new DeletionStatement(statement, Digest32.of(hash.hash(bytes)), signature);
    }

    /** The signed bytes. */
    public byte[] bytes() {
        return statement.getBytes(StandardCharsets.UTF_8);
    }
}
